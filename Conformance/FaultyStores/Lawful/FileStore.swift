import CallTraceContract
import CallTraces
import Foundation

/// A store in a folder: a folder a batch, and in it a file a trace.
///
/// A batch is written beside the others and renamed into its place, which is one step for every reader, and which fails
/// when another batch was faster: then it takes the next place.
struct FileStore: CallTraceStore {
    private let folder: URL

    static func makeStore(connectionString: String) async throws -> FileStore {
        guard !connectionString.utf8.contains(0) else {
            throw CallTraceError(.cannotOpen, "the path holds NUL; name a folder")
        }
        let folder = URL(filePath: connectionString, directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CallTraceError(.cannotOpen, "the folder cannot be made; name one that can", cause: error)
        }
        return FileStore(folder: folder)
    }

    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let rows = Array(serializeTraces(traces))
        guard !rows.isEmpty else { return }
        let draft = folder.appending(path: "draft-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: draft, withIntermediateDirectories: false)
        for (position, row) in rows.enumerated() {
            try JSONEncoder().encode(row.parts)
                .write(to: draft.appending(path: Self.name(position)))
        }
        var place = try batches().count
        while rename(draft.path, folder.appending(path: Self.name(place)).path) != 0 {
            guard errno == EEXIST || errno == ENOTEMPTY else {
                throw CallTraceError(.cannotAdd, "the batch cannot be put in its place; is the disk full?")
            }
            place += 1
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

    /// Makes the arguments of a record something that cannot be decoded.
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
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { !$0.hasPrefix("draft-") }
            .sorted()
            .map { folder.appending(path: $0) }
    }

    /// A number as a name that sorts like it.
    private static func name(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    }
}
