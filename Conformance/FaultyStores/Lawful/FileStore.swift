import CallTraceContract
import CallTraces
import Foundation

/// A store in a directory, with a subdirectory for each batch and a file for each trace.
///
/// A batch is written beside the others and then renamed, which readers see as one step. Renaming fails if another batch
/// has taken the name in the meantime; then the batch takes the next one.
struct FileStore: CallTraceStore {
    private let directory: URL

    static func makeStore(connectionString: String) async throws -> FileStore {
        guard !connectionString.utf8.contains(0) else {
            throw CallTraceError(.cannotOpen, "the path contains NUL; name a directory")
        }
        let directory = URL(filePath: connectionString, directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        } catch {
            throw CallTraceError(.cannotOpen, "the directory cannot be created; name another", cause: error)
        }
        return FileStore(directory: directory)
    }

    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let rows = Array(serializeTraces(traces))
        guard !rows.isEmpty else { return }
        let draft = directory.appending(path: "draft-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: draft, withIntermediateDirectories: false)
        for (index, row) in rows.enumerated() {
            try JSONEncoder().encode(row.parts)
                .write(to: draft.appending(path: Self.name(index)))
        }
        var number = try batches().count
        while rename(draft.path, directory.appending(path: Self.name(number)).path) != 0 {
            guard errno == EEXIST || errno == ENOTEMPTY else {
                throw CallTraceError(.cannotAdd, "the batch cannot be moved into place; is the disk full?")
            }
            number += 1
        }
    }

    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        var seen: Set<CallTraceRow> = []
        return try rows()
            .filter { $0.module.hasSameBytes(as: module) && $0.qualname.hasBytePrefix(qualnamePrefix ?? "") }
            .reversed()
            .filter { seen.insert($0).inserted }
            .prefix(limit)
            .map(\.self)
    }

    func listModules() async throws -> [String] {
        Set(try rows().map { ExactString($0.module) }).map(\.string)
    }

    /// Overwrites the arguments of a record so that they cannot be decoded.
    func damage(_ record: StoredRecord) throws {
        for file in try files() {
            guard let row = try row(in: file), row.module.hasSameBytes(as: record.module),
                row.qualname.hasSameBytes(as: record.qualname)
            else { continue }
            try JSONEncoder().encode([row.module, row.qualname, "{", row.returnType, row.yieldType]).write(to: file)
        }
    }

    /// The rows, oldest first.
    private func rows() throws -> [CallTraceRow] {
        try files().compactMap(row)
    }

    private func row(in file: URL) throws -> CallTraceRow? {
        CallTraceRow(parts: try JSONDecoder().decode([String?].self, from: Data(contentsOf: file)))
    }

    private func files() throws -> [URL] {
        try batches().flatMap { batch in
            try FileManager.default.contentsOfDirectory(atPath: batch.path).sorted().map { batch.appending(path: $0) }
        }
    }

    private func batches() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path)
            .filter { !$0.hasPrefix("draft-") }
            .sorted()
            .map { directory.appending(path: $0) }
    }

    /// A number as a name, padded so that names sort like numbers.
    private static func name(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    }
}
