import CallTraces
import Dispatch
import Foundation

/// Step 4 of the guide Implement a store: batches under a lock.
///
/// ImplementAStoreTests judges it by a few clauses.
enum Step4 {
    typealias Line = Step3.Line

    /// A file of batches that processes share: a line for each row, and an empty line after each batch.
    final class BatchFile {
        /// Begins every file; what begins otherwise is not a store, and stays as it is.
        private static let header = Data("trace-file 1\n".utf8)

        private(set) var rows: [CallTraceRow] = []
        /// The end of the last batch that was read.
        private var end: UInt64 = 0
        private let file: FileHandle

        init(path: String) throws {
            // A program that this process starts must not inherit the lock (O_CLOEXEC), nor may NUL end the path.
            let descriptor = path.utf8.contains(0) ? -1 : open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else {
                // The path is not quoted, as a connection string may hold a password.
                throw CallTraceError(.cannotOpen, "the file cannot be opened; name one in a folder that exists")
            }
            file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        }

        /// Reads what any process has appended since the last call.
        func refresh() throws {
            // A batch never changes: if nothing was appended, this takes no lock.
            if try file.seekToEnd() != end { try locked(LOCK_SH, readNewBatches) }
        }

        /// Appends a batch; if this throws, none of it is stored.
        func append(_ batch: [CallTraceRow]) throws {
            let lines = try batch.reduce(into: Data()) { $0 += try Line.encode($1) }
            try locked(LOCK_EX) {
                try readNewBatches()
                let data = (end == 0 ? Self.header : Data()) + lines + [Line.end]
                do {
                    // Cut off what a killed process left of a batch; behind it, this one would become its end.
                    try file.truncate(atOffset: end)
                    try file.write(contentsOf: data)
                    try file.synchronize()
                } catch {
                    try? file.truncate(atOffset: end)
                    throw error
                }
                end += UInt64(data.count)
                rows += batch
            }
        }

        private func readNewBatches() throws {
            // Somebody has emptied the file.
            if try file.seekToEnd() < end { (rows, end) = ([], 0) }
            try file.seek(toOffset: end)
            let data = try file.readToEnd() ?? Data()
            guard end > 0 || Self.header.starts(with: data.prefix(Self.header.count)) else {
                throw CallTraceError(.cannotOpen, "the file holds something else than call traces; name another")
            }
            // The process that wrote what no empty line follows was killed.
            guard let last = data.range(of: Data([Line.end, Line.end]), options: .backwards) else { return }
            rows += data[..<last.lowerBound].split(separator: Line.end).compactMap { try? Line.decode($0) }
            end += UInt64(last.upperBound)
        }

        /// Waits for a shared or an exclusive lock, which ends with the process if it is killed.
        private func locked(_ operation: Int32, _ body: () throws -> Void) throws {
            while flock(file.fileDescriptor, operation) != 0 {
                guard errno == EINTR else {
                    throw CallTraceError(.cannotOpen, "the file cannot be locked; use a file system with flock")
                }
            }
            defer { flock(file.fileDescriptor, LOCK_UN) }
            try body()
        }
    }

    /// Runs an actor on a queue of its own, where it may block.
    final class QueueExecutor: SerialExecutor {
        private let queue = DispatchQueue(label: "TraceFile")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
        }
    }

    /// A store in a file that any number of processes share.
    public actor TraceFile: CallTraceStore {
        private let queue = QueueExecutor()
        private let file: BatchFile

        /// The executor of the store's own queue, as its calls block.
        nonisolated public var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

        private init(path: String) throws {
            file = try BatchFile(path: path)
        }

        /// Opens a file, which is created if it does not exist.
        public static func makeStore(connectionString: String) async throws -> TraceFile {
            let store = try TraceFile(path: connectionString)
            _ = try await store.listModules()
            return store
        }

        /// Stores traces; those that cannot be serialized are logged and left out.
        public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
            let rows = Array(serializeTraces(traces))
            if !rows.isEmpty { try file.append(rows) }
        }

        /// Every row, oldest first.
        private func rows() throws -> [CallTraceRow] {
            try file.refresh()
            return file.rows
        }

        /// Finds the newest traces of a module, newest first.
        public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
            guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
            var seen: Set<CallTraceRow> = []
            return try rows()
                .filter { ExactString($0.module) == ExactString(module) }
                .filter { ExactString($0.qualname).hasPrefix(qualnamePrefix ?? "") }
                .reversed()
                .filter { seen.insert($0).inserted }
                .prefix(limit)
                .map(\.self)
        }

        /// Lists the modules that have a trace, once each.
        public func listModules() async throws -> [String] {
            try Set(rows().map { ExactString($0.module) }).map(\.string)
        }
    }
}
