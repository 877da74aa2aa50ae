import Foundation
import ProcessSignals
import Synchronization

/// A running child process.
///
/// A dedicated thread reads its messages and kills it, because the cooperative pool may be busy at that moment.
final class ChildProcess: Sendable {
    /// How the process ended.
    enum Ending: Equatable {
        case exit(Int32)
        case signal(Int32)
    }

    /// What is known about the process.
    struct State {
        var isStarted = false
        /// The programs that do the work of its store.
        fileprivate var helpers: [Int32] = []
        /// The batches whose `add` returned.
        var acknowledged: Set<Int> = []
        /// What the `add` of a batch threw under a file-size limit.
        var refused: [Int: String] = [:]
        /// Whether a file-size limit holds the process in the middle of a write.
        var isHeld = false
        /// What it saw of part of a batch.
        var saw: String?
        var thrown: String?
        var isDone = false
        var isKilled = false
        /// How often it was stopped for as long as it may be, because what was done meanwhile waited for it.
        var longStops = 0
        var ending: Ending?
        /// The last few lines that it printed, other than messages.
        var printed: [String] = []
        fileprivate var opened: ContinuousClock.Instant?
    }

    let instructions: ChildInstructions

    /// The messages as they arrive; the stream ends with the process.
    let messages: AsyncStream<ChildMessage>

    private let process: Process
    /// Closes when this process ends, which in turn ends the child.
    private let input = Pipe()
    private let hasEnded = DispatchSemaphore(value: 0)
    private let isLetGo = DispatchSemaphore(value: 0)
    private let killPoint: KillPoint?
    /// How long readers may look at what a held process has written; a store may block them until the process is dead.
    private static let holdingTime = 0.1
    /// How long a stopped process stays stopped; it may hold a lock that others wait for.
    private static let stoppedTime = 0.01
    private let shared = Mutex(State())
    private let continuation: AsyncStream<ChildMessage>.Continuation

    /// Starts the process.
    init(_ instructions: ChildInstructions, by launcher: ProcessLauncher, killedAt killPoint: KillPoint?) throws {
        self.instructions = instructions
        self.killPoint = killPoint
        (messages, continuation) = AsyncStream.makeStream()
        process = Process()
        process.executableURL = URL(filePath: launcher.executable)
        process.arguments = launcher.arguments
        process.environment = ProcessInfo.processInfo.environment.merging([
            ChildInstructions.variable: String(decoding: try JSONEncoder().encode(instructions), as: UTF8.self)
        ]) { $1 }
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        process.terminationHandler = { [hasEnded] _ in hasEnded.signal() }
        do {
            try process.start()
        } catch {
            throw KitError("\(launcher.executable) cannot be started as a child process: \(error.localizedDescription)")
        }
        Thread.detachNewThread { self.read(output.fileHandleForReading) }
    }

    /// What is known about the process so far.
    var state: State { shared.withLock(\.self) }

    /// Lets the process take its next step.
    func order() {
        process_signals_order(input.fileHandleForWriting.fileDescriptor)
    }

    /// Kills a process that is held, or lets one go on that is stopped; without this, either happens shortly anyway.
    func letGo() {
        isLetGo.signal()
    }

    /// Kills the process; it counts as ended once its output is read.
    func kill() {
        guard process.isRunning else { return }
        shared.withLock { $0.isKilled = true }
        signal(SIGKILL)
    }

    /// Sends a signal to the process, and before that to the programs that do the work of its store.
    private func signal(_ number: Int32) {
        for process in state.helpers + [process.processIdentifier] { _ = Foundation.kill(process, number) }
    }

    /// Reads until the output is closed, or until the process has ended and all its output is read.
    private func read(_ output: FileHandle) {
        var line: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 4_096)
        var isRunning = true
        while true {
            var descriptor = pollfd(fd: output.fileDescriptor, events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, isRunning ? 50 : 0) == 0 {
                guard isRunning else { break }
                isRunning = hasEnded.wait(timeout: .now()) == .timedOut
                continue
            }
            let count = Foundation.read(output.fileDescriptor, &bytes, bytes.count)
            guard count > 0 else { break }
            for byte in bytes[..<count] {
                if byte == UInt8(ascii: "\n") {
                    receive(line)
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

    private func receive(_ bytes: [UInt8]) {
        guard let message = ChildMessage(bytes) else {
            guard !bytes.isEmpty else { return }
            return shared.withLock { state in
                state.printed = state.printed.suffix(4) + [String(decoding: bytes, as: UTF8.self)]
            }
        }
        let (acknowledged, opened) = shared.withLock { state in
            switch message {
            case .started: state.isStarted = true
            case .helper(let process): state.helpers.append(process)
            case .opened: state.opened = .now
            case .added(let batch): state.acknowledged.insert(batch)
            case .limited: break
            case .refused(let batch, let error): state.refused[batch] = error
            case .held: state.isHeld = true
            case .stopped: break
            case .saw(let text): state.saw = text
            case .threw(let text): state.thrown = text
            case .done: state.isDone = true
            }
            return (state.acknowledged.count, state.opened)
        }
        if message == .stopped { return stop() }
        continuation.yield(message)
        guard let killPoint else { return }
        switch message {
        case .added where acknowledged == killPoint.acknowledgments:
            guard let opened else { return }
            let timeOfAdd = (.now - opened) / .seconds(1) / Double(acknowledged)
            Thread.sleep(forTimeInterval: timeOfAdd * killPoint.fraction)
            kill()
        case .held:
            _ = isLetGo.wait(timeout: .now() + Self.holdingTime)
            kill()
        case .refused:
            kill()
        case .started, .helper, .opened, .added, .limited, .stopped, .saw, .threw, .done:
            break
        }
    }

    /// Passes on that the process is stopped, once it is, and lets it go on.
    private func stop() {
        // The process stops itself; to stop it here as well could be to stop it twice.
        for helper in state.helpers { _ = Foundation.kill(helper, SIGSTOP) }
        process_signals_wait_until_stopped(process.processIdentifier)
        while isLetGo.wait(timeout: .now()) == .success {}
        continuation.yield(.stopped)
        if isLetGo.wait(timeout: .now() + Self.stoppedTime) == .timedOut { shared.withLock { $0.longStops += 1 } }
        signal(SIGCONT)
    }
}
