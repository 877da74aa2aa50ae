import CallTraces
import Foundation

/// An open file, whose calls block until they have done all that they were asked to do, or throw.
final class SharedFile {
    /// Which file it is, whatever its path, and how long it is.
    struct Status: Equatable {
        var device: dev_t
        var inode: ino_t
        var size: Int

        fileprivate init(_ status: stat) {
            (device, inode, size) = (status.st_dev, status.st_ino, Int(status.st_size))
        }

        func isSameFile(as other: Status) -> Bool { device == other.device && inode == other.inode }
    }

    private let descriptor: Int32
    private let path: String

    /// Opens a file, which is created if it does not exist.
    init(path: String, truncating: Bool = false) throws {
        self.path = path
        // A program that this process starts must not inherit the descriptor, and with it the lock.
        descriptor = retrying { open(path, O_RDWR | O_CREAT | O_CLOEXEC | (truncating ? O_TRUNC : 0), 0o666) }
        guard descriptor >= 0 else {
            throw error(.cannotOpen, "name a file that you may read and write, in a folder that exists")
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func status() throws -> Status { Status(try fileStatus()) }

    private func fileStatus() throws -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw error(.cannotRead, "check the disk") }
        return status
    }

    /// The status of the file that is at a path now; `nil` if there is none.
    static func status(of path: String) -> Status? {
        var status = stat()
        return stat(path, &status) == 0 ? Status(status) : nil
    }

    /// The path of the file that does not depend on the working directory or on symbolic links.
    func resolvedPath() throws -> String {
        // There is no use in a device or a pipe, which opens all the same.
        guard try fileStatus().st_mode & S_IFMT == S_IFREG, let resolved = realpath(path, nil) else {
            throw error(.cannotOpen, "name a file, or a new one")
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Waits for a shared or an exclusive lock, or unlocks; the lock is this handle's alone, even in its own process.
    func lock(_ operation: Int32) throws {
        guard retrying({ flock(descriptor, operation) }) == 0 else {
            throw error(.cannotOpen, "use a file system that supports flock")
        }
    }

    func read(_ range: Range<Int>) throws -> Data {
        var data = Data(count: range.count)
        var count = 0
        try data.withUnsafeMutableBytes { buffer in
            while count < buffer.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
                let read = retrying { pread(descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound + count)) }
                guard read >= 0 else { throw error(.cannotRead, "check the disk") }
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
                    throw error(.cannotAdd, "free disk space or raise the file-size limit, and add again")
                }
                count += written
            }
        }
    }

    /// Cuts off what is beyond a size.
    func truncate(to size: Int) throws {
        guard retrying({ ftruncate(descriptor, off_t(size)) }) == 0 else { throw error(.cannotAdd, "check the disk") }
    }

    /// Waits until what was written would survive a loss of power.
    func synchronize() throws {
        guard retrying({ fsync(descriptor) }) == 0 else { throw error(.cannotAdd, "check the disk") }
    }

    /// Puts the file in the place of another in one step, for whoever may read and write that one.
    func replace(_ other: SharedFile, at otherPath: String) throws {
        guard fchmod(descriptor, try other.fileStatus().st_mode & 0o7777) == 0, rename(path, otherPath) == 0 else {
            throw error(.cannotAdd, "let this process write to the folder")
        }
    }

    func remove() {
        unlink(path)
    }

    private func error(_ code: CallTraceError.Code, _ advice: String) -> CallTraceError {
        let cause = POSIXErrorCode(rawValue: errno).map { POSIXError($0) }
        let reason = String(cString: strerror(errno))
        return CallTraceError(code, "the file \(path.debugDescription): \(reason); \(advice)", cause: cause)
    }
}

/// Repeats a call that a signal interrupts.
private func retrying<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        guard result == -1, errno == EINTR else { return result }
    }
}
