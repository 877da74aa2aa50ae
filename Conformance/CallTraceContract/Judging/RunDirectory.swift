import Foundation
import Synchronization

/// The directory of this process, in which every trial has its own.
///
/// It is removed with the last trial that uses it. A process that crashes leaves it behind, but no longer locked, so the
/// next run finds and removes it.
final class RunDirectory: Sendable {
    private static let prefix = "call-trace-conformance-"
    private static let lockName = "lock"

    private struct Use: Sendable {
        let directory: RunDirectory
        var trials = 0
    }

    private static let uses = Mutex<[String: Use]>([:])

    /// The path of the directory.
    let path: String

    private let parent: String
    private let lock: CInt

    /// The directory of this process in a parent directory, created for the first trial.
    ///
    /// - Throws: ``KitError`` when the directory cannot be created.
    static func enter(_ parent: String) throws -> RunDirectory {
        try uses.withLock { uses in
            if uses[parent] == nil {
                removeAbandoned(in: parent)
                uses[parent] = Use(directory: try RunDirectory(in: parent))
                Interruption.handle()
            }
            uses[parent]?.trials += 1
            guard let use = uses[parent] else { throw KitError("the directory in \(parent) is gone") }
            return use.directory
        }
    }

    /// Ends the use of a trial; the last one removes the directory.
    func leave() {
        Self.uses.withLock { uses in
            uses[parent]?.trials -= 1
            guard uses[parent]?.trials == 0 else { return }
            uses[parent] = nil
            remove()
            close(lock)
        }
    }

    /// Removes the directories of this process at once, before a signal ends it.
    static func removeAll() {
        for directory in uses.withLock({ $0.values.map(\.directory) }) { directory.remove() }
    }

    private init(in parent: String) throws {
        var generator = SystemRandomNumberGenerator()
        path = "\(parent)/\(Self.prefix)\(String(generator.next(), radix: 36))"
        self.parent = parent
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw KitError("the directory \(path) cannot be created: \(error.localizedDescription)")
        }
        // The lock appears under its name only once it is held, so that no other process takes it for abandoned.
        let draft = "\(path)/draft"
        lock = Self.lock(draft, flags: O_CREAT)
        guard lock >= 0, rename(draft, "\(path)/\(Self.lockName)") == 0 else {
            throw KitError("the directory \(path) cannot be locked: \(String(cString: strerror(errno)))")
        }
    }

    private func remove() {
        // A store that is still closing may remove files at the same time, which ends a removal halfway.
        for _ in 1...20 where FileManager.default.fileExists(atPath: path) {
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    /// Removes what processes that no longer run left behind.
    private static func removeAbandoned(in parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            let lock = lock("\(path)/\(lockName)")
            guard lock >= 0 else { continue }
            try? FileManager.default.removeItem(atPath: path)
            close(lock)
        }
    }

    /// Locks a file; returns a file descriptor, or -1 if there is no such file or another process holds the lock.
    private static func lock(_ path: String, flags: CInt = 0) -> CInt {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | flags, 0o600)
        guard descriptor >= 0 else { return -1 }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return -1
        }
        return descriptor
    }
}
