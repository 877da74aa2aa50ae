import CallTraces
import Foundation

/// An open file, whose calls block until they have done all that they were asked to do, or throw.
final class SharedFile {
    /// Which file it is, whatever its path.
    struct Identity: Equatable {
        let device: dev_t
        let inode: ino_t
    }

    let identity: Identity
    private var path: String
    private let descriptor: Int32

    /// Opens a file, which is created if it does not exist; a copy is created anew, for nobody else yet.
    init(path: String, isCopy: Bool = false) throws {
        // Never what somebody else has put there, or a link to it.
        if isCopy { unlink(path) }
        // A program that this process starts must not inherit the descriptor, and with it the lock.
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | (isCopy ? O_EXCL | O_NOFOLLOW : 0)
        let descriptor = retrying { open(path, flags, isCopy ? 0o600 : 0o666) }
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw fault(.cannotOpen, path, "name a file that you may read and write, in a folder that exists")
        }
        (identity, self.path, self.descriptor) = (Identity(status), path, descriptor)
        // Devices and pipes open as well.
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw CallTraceError(.cannotOpen, "\(path.debugDescription) is not a file; name one, or a new one")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Which file is at a path now, and its size; `nil` if there is none.
    static func status(of path: String) -> (identity: Identity, size: Int)? {
        var status = stat()
        return stat(path, &status) == 0 ? (Identity(status), Int(status.st_size)) : nil
    }

    func size() throws -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw fault(.cannotRead, path, "check the disk") }
        return Int(status.st_size)
    }

    /// The path without symbolic links, from the root.
    func resolvedPath() throws -> String {
        guard let resolved = realpath(path, nil) else { throw fault(.cannotOpen, path, "check its folders") }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Waits for a shared or an exclusive lock, or unlocks; the lock is this handle's alone, even in its own process.
    func lock(_ operation: Int32) throws {
        guard retrying({ flock(descriptor, operation) }) == 0 else {
            throw fault(.cannotOpen, path, "use a file system that supports flock")
        }
    }

    func read(_ range: Range<Int>) throws -> Data {
        var data = Data(count: range.count)
        var count = 0
        try data.withUnsafeMutableBytes { buffer in
            while count < buffer.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
                let read = retrying { pread(descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound + count)) }
                guard read >= 0 else { throw fault(.cannotRead, path, "check the disk") }
                guard read > 0 else { break }
                count += read
            }
        }
        return data.prefix(count)
    }

    func write(_ data: Data, at offset: Int) throws {
        try data.withUnsafeBytes { buffer in
            var count = 0
            // A write can be short, on a full disk or at a file-size limit. The next one then says why.
            while count < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[count...])
                let written = retrying { pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + count)) }
                guard written > 0 else {
                    throw fault(.cannotAdd, path, "free disk space or raise the file-size limit, and add again")
                }
                count += written
            }
        }
    }

    /// Cuts off what is beyond a size.
    func truncate(to size: Int) throws {
        guard retrying({ ftruncate(descriptor, off_t(size)) }) == 0 else {
            throw fault(.cannotAdd, path, "check the disk")
        }
    }

    /// Waits until what was written would survive a loss of power.
    func synchronize() throws {
        guard retrying({ fsync(descriptor) }) == 0 else { throw fault(.cannotAdd, path, "check the disk") }
    }

    /// Gives the file to whoever has another, and lets those read and write it who may do so with that one.
    func setOwnerAndPermissions(to other: SharedFile) throws {
        var status = stat()
        guard fstat(other.descriptor, &status) == 0, fchown(descriptor, status.st_uid, status.st_gid) == 0,
            fchmod(descriptor, status.st_mode & 0o7777) == 0
        else { throw fault(.cannotAdd, other.path, "let its owner add to it") }
    }

    /// Puts the file in the place of another in one step.
    func move(to newPath: String) throws {
        guard rename(path, newPath) == 0 else {
            throw fault(.cannotAdd, newPath, "let this process write to the folder")
        }
        path = newPath
    }

    func remove() {
        unlink(path)
    }
}

extension SharedFile.Identity {
    fileprivate init(_ status: stat) {
        self.init(device: status.st_dev, inode: status.st_ino)
    }
}

/// The error of the last call, with advice.
private func fault(_ code: CallTraceError.Code, _ path: String, _ advice: String) -> CallTraceError {
    let cause = POSIXErrorCode(rawValue: errno).map { POSIXError($0) }
    let reason = String(cString: strerror(errno))
    return CallTraceError(code, "the file \(path.debugDescription): \(reason); \(advice)", cause: cause)
}

/// Repeats a call that a signal interrupts.
private func retrying<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        guard result == -1, errno == EINTR else { return result }
    }
}
