import Foundation
import GRDB

/// A folder that is removed with the last reference to it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("CallTraces-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String = "traces.sqlite3") -> String {
        "\(path)/\(name)"
    }

    /// The names of the files, as bytes tell them apart.
    func names() throws -> Set<[UInt8]> {
        Set(try FileManager.default.contentsOfDirectory(atPath: path).map { Array($0.utf8) })
    }
}
