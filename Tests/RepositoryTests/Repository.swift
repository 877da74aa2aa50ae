import Foundation

/// The files of the repository, as the tests of this folder see them.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The paths of the files below a folder that have some extension, relative to the root; build folders left out.
    static func files(in folder: String = "", withExtensions extensions: Set<String>) -> [String] {
        let prefix = root.path.count + 1
        let files = FileManager.default.enumerator(
            at: root.appending(path: folder),
            includingPropertiesForKeys: nil,
            options: [.skipsHiddenFiles]
        )
        return (files?.compactMap { $0 as? URL } ?? [])
            .filter { extensions.contains($0.pathExtension) }
            .map { String($0.path.dropFirst(prefix)) }
            .sorted()
    }
}
