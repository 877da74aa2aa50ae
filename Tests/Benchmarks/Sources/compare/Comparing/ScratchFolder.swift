import Foundation
import Workloads

/// A folder for databases, inside this package and thus on the same disk.
struct ScratchFolder: Sendable {
    let url: URL

    init() throws {
        url = RepositoryFolder.benchmarks.appending(path: ".build/compare/\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// Removes the folder; what cannot be removed stays in .build.
    func remove() {
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String) -> String {
        url.appending(path: name).path
    }

    /// Removes a database and its log, if they exist.
    func removeDatabase(_ path: String) throws {
        for file in files(of: path) { try FileManager.default.removeItem(atPath: file) }
    }

    /// The size of a database and its log, in bytes.
    func size(ofDatabase path: String) throws -> Double {
        try files(of: path)
            .map { try FileManager.default.attributesOfItem(atPath: $0)[.size] as? UInt64 ?? 0 }
            .reduce(0) { $0 + Double($1) }
    }

    private func files(of path: String) -> [String] {
        ["", "-wal", "-shm", "-journal"].map { path + $0 }.filter(FileManager.default.fileExists(atPath:))
    }
}
