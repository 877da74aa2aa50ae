import Foundation
import ProcessSignals

/// A limit on the size of every file that a child process writes (`RLIMIT_FSIZE`), which cuts a batch short at a chosen
/// byte, as a full disk does.
struct FileSizeLimit: Codable, Sendable {
    /// How much of the batch fits, as a fraction; all of it leaves out the last byte.
    let fraction: Double

    /// The limit in bytes, right before a batch is added.
    ///
    /// A batch takes as many bytes as the one before it, which had as many traces. If files do not grow, each batch has a
    /// file of its own. If there are none below the kit's directory, the store keeps its files elsewhere, or has none: then
    /// the limit doubles from batch to batch, so that it cuts some batch short.
    ///
    /// - Parameters:
    ///   - largest: The size of the largest file after each batch so far.
    ///   - number: The number of the batch.
    /// - Returns: The limit.
    func bytes(after largest: [Int], batch number: Int) -> Int {
        guard let size = largest.last, let first = largest.first, size > 0 else { return 4_096 << number }
        let growth = largest.count > 1 ? largest[1] - first : 0
        let (start, length) = growth > 0 ? (size, growth) : (0, size)
        return start + min(Int(fraction * Double(length)), length - 1)
    }

    /// The size of the largest file below a directory; 0 if there is none.
    static func largestFile(below directory: String) -> Int {
        let keys: [URLResourceKey] = [.fileSizeKey, .isRegularFileKey]
        let files = FileManager.default.enumerator(at: URL(filePath: directory), includingPropertiesForKeys: keys)
        var largest = 0
        while let file = files?.nextObject() as? URL {
            guard let values = try? file.resourceValues(forKeys: Set(keys)), values.isRegularFile == true else {
                continue
            }
            largest = max(largest, values.fileSize ?? 0)
        }
        return largest
    }

    /// Makes writes beyond a limit fail, or never return.
    static func prepare(holding: Bool) {
        guard holding else { return _ = signal(SIGXFSZ, SIG_IGN) }
        process_signals_hold_at_file_size_limit(ChildMessage.held.line)
    }

    /// Sets the limit of this process; `nil` lifts it.
    static func set(_ bytes: Int?) {
        HelperProcesses.limitFileSize(bytes)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = bytes.map { min(rlim_t($0), limit.rlim_max) } ?? limit.rlim_max
        _ = setrlimit(resource, &limit)
    }

    #if os(Linux)
        private static let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #else
        private static let resource = RLIMIT_FSIZE
    #endif
}
