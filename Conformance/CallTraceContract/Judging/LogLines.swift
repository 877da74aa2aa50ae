import Logging
import Synchronization

/// Keeps what is logged through the task's current logger while a check runs.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    /// The lines so far, metadata and error included.
    var all: [String] { lines.withLock(\.self) }

    /// Runs an operation whose log lines are kept here instead of going where they went.
    func collecting<Value>(_ operation: () async throws -> Value) async rethrows -> Value {
        try await withLogger(logLevel: .trace, handler: handler) { _ in try await operation() }
    }

    fileprivate func append(_ line: String) {
        lines.withLock { $0.append(line) }
    }

    private var handler: any LogHandler { Handler(lines: self) }

    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        init(lines: LogLines) {
            self.lines = lines
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
            let error = event.error.map { " error: \($0)" } ?? ""
            lines.append("\(event.level): \(event.message) \(metadata)\(error)")
        }
    }
}
