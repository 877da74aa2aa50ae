import Foundation

/// A folder for one database.
struct TemporaryFolder {
    private let url = FileManager.default.temporaryDirectory.appending(path: "micro-benchmarks-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// The path of the database.
    var file: String { url.appending(path: "store.sqlite3").path }

    /// Removes the folder; what cannot be removed stays among the temporary files.
    func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}
