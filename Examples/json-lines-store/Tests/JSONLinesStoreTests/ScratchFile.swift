import CallTraces
import Foundation
import JSONLinesStore

/// A file in a folder of its own, which is removed after the test.
struct ScratchFile: ~Copyable {
    let folder = FileManager.default.temporaryDirectory.appending(path: "json-lines-\(UUID().uuidString)").path
    var path: String { "\(folder)/calls.jsonl" }

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func store() async throws -> JSONLinesStore {
        try await JSONLinesStore.makeStore(connectionString: path)
    }

    var bytes: Data {
        get throws { try Data(contentsOf: URL(filePath: path)) }
    }
}

extension JSONLinesStore {
    /// The qualnames of every trace of the module `m`, oldest first.
    func qualnames() async throws -> [String] {
        try await filter(module: "m", limit: .max).map { try $0.toTrace().qualname }.reversed()
    }

    func add(_ qualnames: [String]) async throws {
        try await add(qualnames.map { CallTrace(module: "m", qualname: $0) })
    }
}
