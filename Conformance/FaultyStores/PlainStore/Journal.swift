import CallTraces
import Foundation

/// A file of batches, to which any process may append.
///
/// Whatever is incomplete does not count, so a process that dies while writing leaves no part of a batch.
struct Journal: Sendable {
    /// How a journal writes its batches.
    enum Format {
        /// A line for each batch; the last line counts once it is terminated.
        case lines
        /// A line for each trace, which leaves open where a batch ends.
        case traces
        /// A line for each trace, and ``committed`` after those of a batch.
        case committedTraces
        /// A JSON text sequence (RFC 7464): each batch begins with a record separator, so an incomplete one swallows nothing.
        case sequence
    }

    /// The line after the traces of a batch.
    static let committed = Data("committed\n".utf8)

    private static let newline = UInt8(ascii: "\n")
    private static let recordSeparator: UInt8 = 0x1e

    let path: String
    private let format: Format
    /// What lines hold, as every query reads the whole file.
    private let known = Locked<[Data: [CallTraceRow]]>([:])

    /// The journal of a connection string, at the path that the connection string contains.
    init(of connectionString: String, as format: Format = .lines) {
        path = connectionString.split(separator: "@plain", maxSplits: 1).last.map(String.init) ?? connectionString
        self.format = format
    }

    /// The batches, oldest first; none if the file does not exist.
    func batches() throws -> [[CallTraceRow]] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        switch format {
        case .lines:
            return try Self.lines(in: data).map(batch)
        case .traces, .committedTraces:
            return try Self.lines(in: data).filter { $0 != Self.committed.dropLast() }.map(batch)
        case .sequence:
            return Self.parts(of: data, separatedBy: Self.recordSeparator).filter { $0.last == Self.newline }
                .compactMap { try? batch(in: $0) }
        }
    }

    /// Appends batches in one write.
    func append(_ batches: [[CallTraceRow]]) throws {
        try locked { file in try file.write(contentsOf: bytes(of: batches)) }
    }

    /// Replaces every batch atomically, overwriting whatever was appended since they were read.
    func replace(with batches: [[CallTraceRow]]) throws {
        try bytes(of: batches).write(to: URL(filePath: path), options: .atomic)
    }

    /// Opens the file at its end, under a lock that excludes every other process.
    func locked<Value>(_ body: (FileHandle) throws -> Value) throws -> Value {
        try opened { file in
            guard flock(file.fileDescriptor, LOCK_EX) == 0 else { throw Fault("the file \(path) cannot be locked") }
            // Drop the unterminated line of a dead process, so that it does not become part of the next one.
            let data = try file.readToEnd() ?? Data()
            let end = data.lastIndex(of: Self.newline).map { $0 + 1 } ?? 0
            if end < data.count { try file.truncate(atOffset: UInt64(end)) }
            return try body(file)
        }
    }

    /// Opens the file at its beginning, without a lock, and creates it if it does not exist.
    func opened<Value>(_ flags: Int32 = 0, _ body: (FileHandle) throws -> Value) throws -> Value {
        let descriptor = open(path, O_RDWR | O_CREAT | flags, 0o600)
        guard descriptor >= 0 else { throw Fault("the file \(path) cannot be opened") }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        defer { try? file.close() }
        return try body(file)
    }

    /// Batches as the file holds them.
    func bytes(of batches: [[CallTraceRow]]) throws -> Data {
        var bytes = Data()
        for batch in batches {
            if format == .sequence { bytes.append(Self.recordSeparator) }
            let separate = format == .traces || format == .committedTraces
            for line in separate ? batch.map({ [$0] }) : [batch] {
                bytes += try JSONEncoder().encode(line.map(\.parts)) + [Self.newline]
            }
            if format == .committedTraces { bytes += Self.committed }
        }
        return bytes
    }

    private static func lines(in data: Data) -> [Data] {
        parts(of: data, separatedBy: newline).dropLast()
    }

    /// The bytes between separators; the first and the last part may be empty.
    private static func parts(of data: Data, separatedBy separator: UInt8) -> [Data] {
        // Many times as fast as `split`.
        data.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) -> [Data] in
            var parts: [Data] = []
            var start = 0
            while let base = bytes.baseAddress,
                let separator = memchr(base + start, Int32(separator), bytes.count - start)
            {
                let end = UnsafeRawPointer(separator) - base
                parts.append(Data(bytes[start..<end]))
                start = end + 1
            }
            return parts + [Data(bytes[start...])]
        }
    }

    private func batch(in line: Data) throws -> [CallTraceRow] {
        if let rows = known.value[line] { return rows }
        let rows = try JSONDecoder().decode([[String?]].self, from: line).compactMap(CallTraceRow.init)
        known.update { $0[line] = rows }
        return rows
    }
}
