import CallTraces
import Foundation

/// A file with one line per batch, to which any process may append.
///
/// A line counts only once it is terminated, so a process that dies while writing leaves no part of a batch.
struct Journal: Sendable {
    private let path: String

    /// The journal of a connection string, at the path that the connection string contains.
    init(of connectionString: String) {
        path = connectionString.split(separator: "@plain", maxSplits: 1).last.map(String.init) ?? connectionString
    }

    /// The batches, oldest first; none if the file does not exist.
    func batches() throws -> [[CallTraceRow]] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return try Self.batches(in: data)
    }

    /// Appends batches, one line each, in one write.
    func append(_ batches: [[CallTraceRow]]) throws {
        try locked { file in try file.write(contentsOf: Self.lines(of: batches)) }
    }

    /// Replaces every batch atomically, overwriting whatever was appended since they were read.
    func replace(with batches: [[CallTraceRow]]) throws {
        try Self.lines(of: batches).write(to: URL(filePath: path), options: .atomic)
    }

    /// Opens the file at its end, under a lock that excludes every other process.
    func locked<Value>(_ body: (FileHandle) throws -> Value) throws -> Value {
        let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
        guard descriptor >= 0 else { throw Fault("the file \(path) cannot be opened") }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        defer { try? file.close() }
        guard flock(descriptor, LOCK_EX) == 0 else { throw Fault("the file \(path) cannot be locked") }
        // Drop the unterminated line of a dead process, so that it does not become part of the next one.
        let data = try file.readToEnd() ?? Data()
        let end = data.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        if end < data.count { try file.truncate(atOffset: UInt64(end)) }
        return try body(file)
    }

    /// The lines of batches.
    static func lines(of batches: [[CallTraceRow]]) throws -> Data {
        try batches.map { try JSONEncoder().encode($0.map(\.parts)) + [UInt8(ascii: "\n")] }.reduce(Data(), +)
    }

    private static func batches(in data: Data) throws -> [[CallTraceRow]] {
        try data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().map { line in
            try JSONDecoder().decode([[String?]].self, from: Data(line)).compactMap(CallTraceRow.init)
        }
    }
}
