import Foundation

/// A temporary folder for servers, which are killed and removed with it when this process ends, whatever ends it.
final class ServerFolder: Sendable {
    let path: String

    /// Reaches its end of file when this process ends, and then cleans up.
    private let janitor: Process

    init() throws {
        path = "/tmp/mysql-store-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        janitor = Process()
        janitor.executableURL = URL(filePath: "/bin/sh")
        janitor.arguments = [
            "-c",
            #"cat; for group in "$0"/*/group; do kill -KILL "-$(cat "$group")"; done 2>/dev/null; sleep 1; rm -rf "$0""#,
            path,
        ]
        janitor.standardInput = Pipe()
        try janitor.run()
    }
}

/// Runs blocking work on a thread of its own, so that it keeps none of those that run tasks.
func blocking<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
    }
}

/// A program could not be run, or said that it failed.
struct CommandError: Error {
    let command: String
    let output: String
}

/// Runs a program to its end, as the user of servers.
///
/// - Returns: What it printed.
@discardableResult
func run(_ command: [String], input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = asServerUser(command)
    let (output, standardInput) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = output
    process.standardInput = standardInput
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw CommandError(command: command.joined(separator: " "), output: printed)
    }
    return printed
}

/// A command as the user that Debian's package creates, if this process is root's: a server refuses to run as root.
func asServerUser(_ command: [String]) -> [String] {
    getuid() == 0 ? ["setpriv", "--reuid=mysql", "--regid=mysql", "--clear-groups"] + command : command
}
