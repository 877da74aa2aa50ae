import CallTraceContract
import CallTraces
import Foundation

/// A store in a directory, with a file for each batch.
///
/// A batch is written beside the others and then given its name, which readers see as one step. That fails if another
/// batch has taken the name in the meantime; then the batch takes the next one.
struct FileStore: CallTraceStore {
    private let directory: URL
    /// What files hold, as every query reads all of them.
    private let known = Locked<[Data: [CallTraceRow]]>([:])

    private init(directory: URL) { self.directory = directory }

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
        try JSONEncoder().encode(rows.map(\.parts)).write(to: draft)
        defer { try? FileManager.default.removeItem(at: draft) }
        var number = try files().count
        while link(draft.path, directory.appending(path: Self.name(number)).path) != 0 {
            guard errno == EEXIST else {
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
            let rows = try rows(in: file)
            let parts = rows.map { row in
                row.module.hasSameBytes(as: record.module) && row.qualname.hasSameBytes(as: record.qualname)
                    ? [row.module, row.qualname, "{", row.returnType, row.yieldType] : row.parts
            }
            try JSONEncoder().encode(parts).write(to: file)
        }
    }

    /// The rows, oldest first.
    private func rows() throws -> [CallTraceRow] {
        try files().flatMap(rows)
    }

    private func rows(in file: URL) throws -> [CallTraceRow] {
        let data = try Data(contentsOf: file)
        if let rows = known.value[data] { return rows }
        let rows = try JSONDecoder().decode([[String?]].self, from: data).compactMap(CallTraceRow.init)
        known.update { $0[data] = rows }
        return rows
    }

    /// The files of the batches, oldest first.
    private func files() throws -> [URL] {
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
