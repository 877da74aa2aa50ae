import CallTraceContract
import Foundation
import TestSupport

/// The command, as built alongside these tests, in a process of its own.
enum Command {
    /// How a run of the command ended, and what it printed.
    struct Run {
        let code: Int32
        let output: String
        let error: String
    }

    /// The path of the command.
    static let path = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "conformance").path(percentEncoded: false)

    /// Runs the command, or another program that runs it, and waits for its end.
    static func run(_ arguments: [String], executable: String = path) async throws -> Run {
        try await onThread {
            let (process, output, error) = try start(arguments, executable: executable)
            let texts = [output, error].map {
                String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            }
            process.waitUntilExit()
            return Run(code: process.terminationStatus, output: texts[0], error: texts[1])
        }
    }

    /// Starts the command.
    static func start(
        _ arguments: [String],
        executable: String = path
    ) throws -> (process: Process, output: Pipe, error: Pipe) {
        let (process, output, error) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = error
        try process.start()
        return (process, output, error)
    }
}
