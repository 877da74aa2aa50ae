import Foundation

/// A folder of one trial, with a name that nothing else has.
struct ScratchDirectory {
    /// Letters and digits that no other trial has.
    let token: String

    /// The path of the folder.
    let path: String

    /// Makes the folder.
    ///
    /// - Parameters:
    ///   - parent: The folder to make it in; the system's temporary folder when `nil`.
    ///   - clause: The clause that is tried, whose id the name begins with.
    /// - Throws: ``KitError`` when the folder cannot be made.
    init(in parent: String?, for clause: Clause) throws {
        var generator = SystemRandomNumberGenerator()
        token = "\(clause.id)-\(String(generator.next(), radix: 36))"
        let parent = parent.map { URL(filePath: $0) } ?? FileManager.default.temporaryDirectory
        path = parent.appending(path: "call-trace-conformance-\(token)").path(percentEncoded: false)
        try make()
    }

    private init(token: String, path: String) throws {
        self.token = token
        self.path = path
        try make()
    }

    /// A folder within, for stores that are gone before the trial ends.
    ///
    /// - Throws: ``KitError`` when the folder cannot be made.
    func folder(_ number: Int) throws -> ScratchDirectory {
        try ScratchDirectory(token: token, path: "\(path)/\(number)")
    }

    private func make() throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw KitError("the folder \(path) cannot be made: \(error.localizedDescription)")
        }
    }

    /// Removes the folder and everything in it.
    ///
    /// A store that is still closing takes files away at the same time, which ends a removal half-way: then once more.
    ///
    /// - Throws: ``KitError`` when the folder cannot be removed.
    func remove() async throws {
        for attempt in 1... {
            do {
                return try FileManager.default.removeItem(atPath: path)
            } catch {
                guard FileManager.default.fileExists(atPath: path) else { return }
                guard attempt < 20 else {
                    throw KitError("the folder \(path) cannot be removed: \(error.localizedDescription)")
                }
                try? await Task.sleep(for: .milliseconds(10))
            }
        }
    }
}
