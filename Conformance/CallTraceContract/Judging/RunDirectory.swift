import Foundation
import Synchronization

/// The directory of this process, in which every trial has its own.
///
/// It is removed with the last trial that uses it. A process that crashes leaves it behind, but no longer locked, so the
/// next run finds and removes it.
final class RunDirectory: Sendable {
    private static let prefix = "call-trace-conformance-"
    private static let lockName = "lock"

    private struct Weak: Sendable {
        weak let directory: RunDirectory?
    }

    private static let open = Mutex<[String: Weak]>([:])

    /// The path of the directory.
    let path: String

    private let lock: CInt

    /// The directory of this process in a parent directory, created on first use.
    ///
    /// - Throws: ``KitError`` when the directory cannot be created.
    static func current(in parent: String) throws -> RunDirectory {
        try open.withLock { open in
            if let directory = open[parent]?.directory { return directory }
            removeAbandoned(in: parent)
            let directory = try RunDirectory(in: parent)
            open[parent] = Weak(directory: directory)
            return directory
        }
    }

    /// Removes the directories of this process at once, before a signal ends it.
    static func removeAll() {
        for directory in open.withLock({ $0.values.compactMap(\.directory) }) { directory.remove() }
    }

    private init(in parent: String) throws {
        var generator = SystemRandomNumberGenerator()
        path = "\(parent)/\(Self.prefix)\(String(generator.next(), radix: 36))"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw KitError("the directory \(path) cannot be created: \(error.localizedDescription)")
        }
        lock = Self.lock(in: path, creating: true)
        guard lock >= 0 else {
            throw KitError("the directory \(path) cannot be locked: \(String(cString: strerror(errno)))")
        }
        Interruption.handle()
    }

    deinit {
        remove()
        close(lock)
    }

    private func remove() {
        // A store that is still closing may remove files at the same time, which makes a removal fail halfway.
        for _ in 1...20 where FileManager.default.fileExists(atPath: path) {
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    /// Removes the directories that dead processes left behind.
    private static func removeAbandoned(in parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            let lock = lock(in: path, creating: false)
            guard lock >= 0 else { continue }
            try? FileManager.default.removeItem(atPath: path)
            close(lock)
        }
    }

    /// Locks a directory; returns a file descriptor, or -1 if another process holds the lock.
    private static func lock(in path: String, creating: Bool) -> CInt {
        let descriptor = Foundation.open("\(path)/\(lockName)", O_RDWR | O_CLOEXEC | (creating ? O_CREAT : 0), 0o600)
        guard descriptor >= 0 else { return -1 }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return -1
        }
        return descriptor
    }
}
