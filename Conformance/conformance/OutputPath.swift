import ArgumentParser
import Foundation

/// Checks the paths that the command is to write to before it judges anything, and writes to them.
enum OutputPath {
    /// A directory in memory with room for any clause's stores; `nil` if this machine has none.
    static var memory: String? {
        let path = "/dev/shm"
        let room = try? FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? Int
        guard let room, room > 4 << 30, isDirectory(path), canCreateFile(in: path) else { return nil }
        return path
    }

    static func checkWritable(directory path: String) throws {
        guard isDirectory(path) else {
            throw ValidationError("the directory \(path.debugDescription) does not exist; create it, or name another")
        }
        guard FileManager.default.isWritableFile(atPath: path), canCreateFile(in: path) else {
            throw ValidationError("the directory \(path.debugDescription) cannot be written to; name another")
        }
    }

    static func checkWritable(file path: String) throws {
        guard !isDirectory(path) else {
            throw ValidationError("\(path.debugDescription) is a directory; name a file")
        }
        let url = URL(filePath: path)
        let parent = url.deletingLastPathComponent().path
        guard isDirectory(parent) else {
            throw ValidationError(
                "the directory of \(path.debugDescription) does not exist; create it, or name another"
            )
        }
        let isWritable =
            FileManager.default.fileExists(atPath: path)
            ? FileManager.default.isWritableFile(atPath: path) : canCreateFile(in: parent)
        guard isWritable, !path.isEmpty else {
            throw ValidationError("\(path.debugDescription) cannot be written; name another file")
        }
    }

    /// Writes a text, if there is one.
    static func write(_ text: String?, to path: String) throws {
        guard let text else { return }
        do {
            try Data(text.utf8).write(to: URL(filePath: path))
        } catch {
            let sentence = "Error: \(path) cannot be written: \(error.localizedDescription)\n"
            FileHandle.standardError.write(Data(sentence.utf8))
            // This says nothing about the store.
            throw ExitCode.kitError
        }
    }

    private static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    /// Whether a file can be created, which permissions do not reveal for root or in a virtual file system.
    private static func canCreateFile(in directory: String) -> Bool {
        let path = "\(directory)/.conformance-\(UInt64.random(in: 0 ... .max))"
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        unlink(path)
        return true
    }
}
