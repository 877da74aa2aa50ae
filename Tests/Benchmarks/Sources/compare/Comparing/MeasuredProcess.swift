import ArgumentParser
import Foundation

/// Runs other processes, one at a time.
enum MeasuredProcess {
    struct Failure: Error, CustomStringConvertible {
        let arguments: [String]
        let status: CInt

        var description: String {
            "the process \(arguments.joined(separator: " ")) exited with \(status); see its output"
        }
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - executable: The program.
    ///   - arguments: Its arguments.
    /// - Returns: Its standard output, which must fit into a pipe's buffer.
    /// - Throws: ``Failure`` if it does not exit with 0.
    static func output(_ executable: URL, _ arguments: [String]) async throws -> Data {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do {
                try process.run()
            } catch {
                ended.resume(throwing: error)
            }
        }
        guard process.terminationStatus == 0 else {
            throw Failure(arguments: [executable.path] + arguments, status: process.terminationStatus)
        }
        return try output.fileHandleForReading.readToEnd() ?? Data()
    }

    /// Runs a program that prints figures.
    static func figures(_ executable: URL, _ arguments: [String]) async throws -> Figures {
        try JSONDecoder().decode(Figures.self, from: await output(executable, arguments))
    }

    /// Runs a subcommand of this program in another process.
    static func figures(of command: any ParsableCommand.Type, _ arguments: [String]) async throws -> Figures {
        guard let executable = Bundle.main.executableURL, let name = command.configuration.commandName else {
            throw CocoaError(.fileNoSuchFile)
        }
        return try await figures(executable, [name] + arguments)
    }
}
