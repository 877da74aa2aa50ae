import Foundation

/// How another process is started that can open the store under test.
///
/// It finds its order in the environment (``WriterOrder/variable``), not among its arguments, where every user of the
/// machine could read a password.
package struct OtherProcess: Sendable {
    /// The path of the program.
    let executable: String

    /// Its arguments.
    let arguments: [String]

    /// Describes a program that acts as the writer of an order.
    package init(executable: String, arguments: [String]) {
        self.executable = executable
        self.arguments = arguments
    }

    /// The program that is running, with other arguments.
    package static func thisProgram(_ arguments: [String]) -> OtherProcess {
        OtherProcess(
            executable: Bundle.main.executablePath ?? CommandLine.arguments[0],
            arguments: arguments
        )
    }
}
