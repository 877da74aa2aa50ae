import Foundation

/// A folder that a test removes.
struct TemporaryFolder {
    let url: URL

    /// The path of the folder.
    var path: String { url.path(percentEncoded: false) }

    /// The names of the files in the folder.
    var contents: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path) }
    }

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "command-tests-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// The path of a file in the folder.
    func path(of name: String) -> String {
        url.appending(path: name).path(percentEncoded: false)
    }

    func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}
