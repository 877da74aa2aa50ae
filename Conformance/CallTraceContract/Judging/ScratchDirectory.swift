import Foundation

/// The directory of one trial, with a unique name.
struct ScratchDirectory: Sendable {
    /// The id of the clause, followed by letters and digits that no other trial has.
    let token: String

    /// The path of the directory.
    let path: String

    /// The directory of the run, left when this one is removed; `nil` for a subdirectory.
    private let run: RunDirectory?

    /// Creates a directory.
    ///
    /// - Parameters:
    ///   - parent: The directory to create it in; the system's temporary directory if `nil`.
    ///   - clauseID: The id of the clause, with which the name begins.
    /// - Throws: ``KitError`` when the directory cannot be created.
    init(in parent: String?, for clauseID: String) throws {
        var generator = SystemRandomNumberGenerator()
        token = "\(clauseID)-\(String(generator.next(), radix: 36))"
        let run = try RunDirectory.enter(parent ?? FileManager.default.temporaryDirectory.path)
        path = "\(run.path)/\(token)"
        self.run = run
        do {
            try create()
        } catch {
            run.leave()
            throw error
        }
    }

    private init(token: String, path: String) throws {
        self.token = token
        self.path = path
        run = nil
        try create()
    }

    /// Creates a subdirectory, for stores that are removed before the trial ends.
    ///
    /// - Throws: ``KitError`` when the directory cannot be created.
    func subdirectory(_ number: Int) throws -> ScratchDirectory {
        try ScratchDirectory(token: token, path: "\(path)/\(number)")
    }

    private func create() throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw KitError("the directory \(path) cannot be created: \(error.localizedDescription)")
        }
    }

    /// Removes the directory and everything in it.
    ///
    /// A store that is still closing may remove files at the same time, which makes a removal fail halfway; try again.
    ///
    /// - Throws: ``KitError`` when the directory cannot be removed.
    func remove() async throws {
        defer { run?.leave() }
        for attempt in 1... {
            do {
                return try FileManager.default.removeItem(atPath: path)
            } catch {
                guard FileManager.default.fileExists(atPath: path) else { return }
                guard attempt < 20 else {
                    throw KitError("the directory \(path) cannot be removed: \(error.localizedDescription)")
                }
                try? await Task.sleep(for: .milliseconds(10))
            }
        }
    }

    /// Removes the directory; returns the reason if it cannot be removed.
    func removed() async -> [String] {
        do {
            try await remove()
            return []
        } catch {
            return ["\(error)"]
        }
    }
}
