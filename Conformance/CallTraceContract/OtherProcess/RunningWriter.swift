import Foundation
import Synchronization

/// Another process that adds batches, as this one sees it.
///
/// Its lines are read by a thread, which also kills it: the cooperative pool may be busy when the time comes.
final class RunningWriter: Sendable {
    /// How the process ended.
    enum Ending: Equatable {
        case exit(Int32)
        case signal(Int32)
    }

    /// What is known of the process.
    struct State {
        var isStarted = false
        var acknowledged = 0
        var thrown: String?
        var isDone = false
        var isKilled = false
        var ending: Ending?
        /// The last of what it printed besides.
        var printed: [String] = []
        fileprivate var opened: ContinuousClock.Instant?
    }

    let order: WriterOrder

    /// The lines of the writer as they come; the end is the end of the process.
    let lines: AsyncStream<WriterLine>

    private let process: Process
    /// Open as long as somebody waits for the process.
    private let input = Pipe()
    private let hasEnded = DispatchSemaphore(value: 0)
    private let killPoint: KillPoint?
    private let shared = Mutex(State())
    private let continuation: AsyncStream<WriterLine>.Continuation

    /// Starts the process.
    init(_ order: WriterOrder, by other: OtherProcess, killedAt killPoint: KillPoint?) throws {
        self.order = order
        self.killPoint = killPoint
        (lines, continuation) = AsyncStream.makeStream()
        process = Process()
        process.executableURL = URL(filePath: other.executable)
        process.arguments = other.arguments
        process.environment = ProcessInfo.processInfo.environment.merging([
            WriterOrder.variable: String(decoding: try JSONEncoder().encode(order), as: UTF8.self)
        ]) { $1 }
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        process.terminationHandler = { [hasEnded] _ in hasEnded.signal() }
        do {
            try process.run()
        } catch {
            throw KitError("\(other.executable) cannot be started as another process: \(error.localizedDescription)")
        }
        Thread.detachNewThread { self.read(output.fileHandleForReading) }
    }

    /// What is known of the process so far.
    var state: State { shared.withLock(\.self) }

    /// Kills the process; it has not ended before its lines have.
    func kill() {
        guard process.isRunning else { return }
        shared.withLock { $0.isKilled = true }
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
    }

    /// Reads until nobody can write any more, or the process has ended and all it wrote is read.
    private func read(_ output: FileHandle) {
        var line: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 4_096)
        var isRunning = true
        while true {
            var question = pollfd(fd: output.fileDescriptor, events: Int16(POLLIN), revents: 0)
            if poll(&question, 1, isRunning ? 50 : 0) == 0 {
                guard isRunning else { break }
                isRunning = hasEnded.wait(timeout: .now()) == .timedOut
                continue
            }
            let count = Foundation.read(output.fileDescriptor, &bytes, bytes.count)
            guard count > 0 else { break }
            for byte in bytes[..<count] {
                if byte == UInt8(ascii: "\n") {
                    take(line)
                    line = []
                } else {
                    line.append(byte)
                }
            }
        }
        if isRunning { hasEnded.wait() }
        shared.withLock {
            $0.ending =
                process.terminationReason == .exit
                ? .exit(process.terminationStatus) : .signal(process.terminationStatus)
        }
        continuation.finish()
    }

    private func take(_ bytes: [UInt8]) {
        guard let line = WriterLine(bytes) else {
            guard !bytes.isEmpty else { return }
            return shared.withLock { state in
                state.printed = state.printed.suffix(4) + [String(decoding: bytes, as: UTF8.self)]
            }
        }
        let (acknowledged, opened) = shared.withLock { state in
            switch line {
            case .started: state.isStarted = true
            case .opened: state.opened = .now
            case .added: state.acknowledged += 1
            case .threw(let text): state.thrown = text
            case .done: state.isDone = true
            }
            return (state.acknowledged, state.opened)
        }
        if let killPoint, let opened, case .added = line, acknowledged == killPoint.acknowledgements {
            let timeOfAdd = (.now - opened) / .seconds(1) / Double(acknowledged)
            Thread.sleep(forTimeInterval: timeOfAdd * killPoint.fraction)
            kill()
        }
        continuation.yield(line)
    }
}
