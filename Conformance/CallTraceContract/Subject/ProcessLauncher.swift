import Foundation

/// How to start a child process that can open the store under test.
///
/// The child finds its instructions in the environment (`CALL_TRACE_CHILD`), not among its arguments, where any user of
/// the machine could read a password.
package struct ProcessLauncher: Sendable {
    /// The path of the program.
    let executable: String

    /// The arguments of the program.
    let arguments: [String]

    /// Describes a program that carries out the instructions in its environment.
    package init(executable: String, arguments: [String]) {
        self.executable = executable
        self.arguments = arguments
    }

    /// The running program, with other arguments.
    package static func thisProgram(_ arguments: [String]) -> ProcessLauncher {
        ProcessLauncher(executable: Bundle.main.executablePath ?? CommandLine.arguments[0], arguments: arguments)
    }
}
