import CallTraces
import Foundation
import Logging

/// A file of batches that handles and processes share: a line for each trace, and a line that closes each batch.
///
/// What a closed batch consists of never changes while the file has its inode; compaction gives the path another.
final class Journal {
    /// Closes a batch; lines that no such line follows do not count.
    private static let committed = Data("\"committed\"".utf8)

    /// How each line of this version begins, as its keys are sorted.
    private static let lineStart = Data("{\"argTypes\":".utf8)

    /// How many bytes a file may hold beyond twice those of its live traces.
    private static let slack = 1 << 16

    /// What was read from the file so far.
    private(set) var traces = LiveTraces()
    /// The end of the last closed batch that was read.
    private var end = 0
    private var file: SharedFile?
    private var path: String

    init(path: String) {
        self.path = path
    }

    /// Reads what was added since the last call, by any process.
    func refresh() throws {
        // Most often nothing was, which needs no lock: a closed batch stays as it is.
        if let file, let now = SharedFile.status(of: path), now == (file.identity, end) { return }
        // With one, as a torn batch may be cut off and written over in the middle of a read.
        try locked(LOCK_SH) { _ in }
    }

    /// Appends a batch; if this throws, none of it is stored.
    func append(_ thunks: [JSONLinesThunk]) throws {
        try locked(LOCK_EX) { file in
            // Cut off what a killed process left of a batch; behind it, this one would become its end.
            try file.truncate(to: end)
            let batch = Self.batch(of: thunks.map { Data($0.line.utf8) })
            do {
                try file.write(batch, at: end)
            } catch {
                // Nobody reads what is there of the batch, but others may need the space.
                try? file.truncate(to: end)
                throw error
            }
            end += batch.count
            for thunk in thunks { traces.insert(thunk) }
            if end > 2 * traces.byteCount + Self.slack { compactOrWarn(file) }
        }
    }

    /// Locks the file that is at the path now, and reads what is new in it, before doing something with it.
    private func locked(_ operation: Int32, _ body: (SharedFile) throws -> Void) throws {
        for _ in 0..<1_000 {
            let file = try self.file ?? open()
            try file.lock(operation)
            defer { try? file.lock(LOCK_UN) }
            // Whoever had the lock may have compacted, and a batch in the file that was replaced would be lost.
            guard SharedFile.status(of: path)?.identity == file.identity else {
                self.file = nil
                continue
            }
            try readNewBatches(of: file)
            return try body(file)
        }
        throw CallTraceError(
            .cannotOpen,
            "the file \(path.debugDescription) is another whenever it is locked; use a file system with stable inodes"
        )
    }

    private func open() throws -> SharedFile {
        let file = try SharedFile(path: path)
        // The same file for a process that changes its directory, and for one that knows it by another name.
        path = try file.resolvedPath()
        (self.file, end, traces) = (file, 0, LiveTraces())
        return file
    }

    private func readNewBatches(of file: SharedFile) throws {
        let size = try file.size()
        // Somebody has cut the file, and without this the range below would trap.
        if size < end { (end, traces) = (0, LiveTraces()) }
        let data = try file.read(end..<size)
        var lineEnd = end
        var batch: [Data] = []
        for line in Self.lines(in: data) {
            lineEnd += line.count + 1
            batch.append(line)
            guard line == Self.committed else { continue }
            for line in batch.dropLast() { traces.insert(line: line) }
            (end, batch) = (lineEnd, [])
        }
        // What no closed batch precedes is cut off by the next add, and may be a file of something else.
        guard end > 0 || Self.isTorn(batch, rest: data.dropFirst(lineEnd)) else {
            throw CallTraceError(
                .cannotOpen,
                "the file \(path.debugDescription) holds no call traces; name another, or a new one"
            )
        }
    }

    /// Whether lines and the start of another can be what a killed process left of the first batch.
    private static func isTorn(_ lines: [Data], rest: Data) -> Bool {
        lines.isEmpty
            ? rest.starts(with: lineStart.prefix(rest.count))
            : lines.allSatisfy { JSONLinesThunk(line: $0) != nil }
    }

    private static func lines(in data: Data) -> [Data] {
        data.withUnsafeBytes { bytes in
            var lines: [Data] = []
            var start = 0
            while let rest = bytes.baseAddress?.advanced(by: start),
                let newline = memchr(rest, Int32(UInt8(ascii: "\n")), bytes.count - start)
            {
                let end = start + (UnsafeRawPointer(newline) - rest)
                lines.append(data[start..<end])
                start = end + 1
            }
            return lines
        }
    }

    private static func batch(of lines: [Data]) -> Data {
        var batch = Data()
        for line in lines {
            batch.append(line)
            batch.append(UInt8(ascii: "\n"))
        }
        return batch + committed + [UInt8(ascii: "\n")]
    }
}

extension Journal {
    /// Compacts the locked file, unless that fails: what was added is stored all the same, and the next add tries again.
    private func compactOrWarn(_ file: SharedFile) {
        do {
            try compact(file)
        } catch {
            Logger.current.warning("A file of call traces is not compacted", error: error)
        }
    }

    /// Puts a file without older duplicates in the place of the locked one, which other handles notice by its inode.
    private func compact(_ file: SharedFile) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        // Named after the inode, so that whoever tries again after this process is killed removes what it left.
        let copy = try SharedFile(path: "\(folder)/.\(file.identity.inode).compacting", isCopy: true)
        let batch = Self.batch(of: traces.lines)
        do {
            try copy.setOwnerAndPermissions(to: file)
            try copy.write(batch, at: 0)
            // Or, after a loss of power, the path could name an empty file.
            try copy.synchronize()
            try copy.move(to: path)
        } catch {
            copy.remove()
            throw error
        }
        (self.file, end) = (copy, batch.count)
        traces.removeOldPlaces()
    }
}
