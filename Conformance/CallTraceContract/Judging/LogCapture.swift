import Logging
import Synchronization

/// Captures what is logged through the task's current logger while a check runs.
final class LogCapture: Sendable {
    private let lines = Mutex<[String]>([])

    /// The lines so far, with metadata and errors.
    var all: [String] { lines.withLock(\.self) }

    /// Runs an operation whose log lines go here instead.
    func collecting<Value>(_ operation: () async throws -> Value) async rethrows -> Value {
        try await withLogger(logLevel: .trace, handler: handler) { _ in try await operation() }
    }

    fileprivate func append(_ line: String) {
        lines.withLock { $0.append(line) }
    }

    private var handler: any LogHandler { Handler(capture: self) }

    private struct Handler: LogHandler {
        let capture: LogCapture
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        init(capture: LogCapture) {
            self.capture = capture
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
            let error = event.error.map { " error: \($0)" } ?? ""
            capture.append("\(event.level): \(event.message) \(metadata)\(error)")
        }
    }
}
