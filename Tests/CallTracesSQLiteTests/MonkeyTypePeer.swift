import CallTraceContract
import Foundation
import TestSupport

/// MonkeyType itself, in another process.
struct MonkeyTypePeer {
    /// A Python interpreter that has `monkeytype`, from the environment variable `MONKEYTYPE_PYTHON`.
    static let python = ProcessInfo.processInfo.environment["MONKEYTYPE_PYTHON"]

    /// What MonkeyType reads from a database.
    struct Content: Decodable {
        let modules: [String]
        let rows: [[String?]]
        let decoded: [String]
    }

    struct Failure: Error {
        let output: String
    }

    let database: String

    func read() async throws -> Content {
        try JSONDecoder().decode(Content.self, from: Data(await run("read").utf8))
    }

    /// Adds traces of the module `peer`, either through MonkeyType's store or with plain SQL, by column position.
    func write(_ action: String, count: Int) async throws {
        _ = try await run(action, String(count))
    }

    /// Adds traces of the module `peer`, one at a time, until the time is up; returns how many.
    func write(for seconds: Int) async throws -> Int {
        try JSONDecoder().decode(Int.self, from: Data(await run("add-for", String(seconds)).utf8))
    }

    private func run(_ action: String, _ arguments: String...) async throws -> String {
        guard let python = Self.python,
            let script = Bundle.module.url(
                forResource: "monkeytype_peer",
                withExtension: "py",
                subdirectory: "Resources"
            )
        else { throw CocoaError(.fileNoSuchFile) }
        return try await onThread { [database] in
            let (process, output) = (Process(), Pipe())
            process.executableURL = URL(fileURLWithPath: python)
            process.arguments = [script.path, action, database] + arguments
            process.standardOutput = output
            try process.start()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw Failure(output: text) }
            return text
        }
    }
}
