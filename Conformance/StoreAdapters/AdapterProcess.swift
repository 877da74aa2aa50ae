import CallTraceContract
import CallTraces
import Foundation
import ProcessSignals
import Synchronization

/// The program behind a connection: its threads write requests, read answers, and notice that it fails or hangs.
///
/// Neither takes a thread from Swift's tasks, so that a task which waits for an answer on its thread gets it.
final class AdapterProcess: Sendable {
    typealias Answer = Result<JSONMembers, any Error>

    /// A request, and what receives the answer, or the reason why there is none, exactly once.
    typealias Call = (request: AdapterRequest, receive: @Sendable (Answer) -> Void)

    private struct State {
        var lastID = 0
        var waiting: [Int: @Sendable (Answer) -> Void] = [:]
        var outgoing: [UInt8] = []
        /// Whether the writer has lines that it has not written yet.
        var isWriting = false
        var lastSign = ContinuousClock.now
        var printed: [String] = []
        var reason: String?
        /// When the adapter was asked to end, if it was.
        var isEndingSince: ContinuousClock.Instant?
    }

    private let process = Process()
    private let timeLimit: Duration
    private let input = Pipe()
    private let state = Mutex(State())
    private let hasOutgoing = DispatchSemaphore(value: 0)
    private let hasExited = DispatchSemaphore(value: 0)

    /// How many lines of standard error are kept.
    private static let printedLines = 20

    /// The lengths, in bytes, of the longest answer, far more than any clause asks for, and of a line of standard error.
    private static let (longestAnswer, longestPrintedLine) = (1 << 26, 1 << 12)

    /// How long an adapter may take to end.
    private static let timeToEnd = Duration.seconds(10)

    init(_ adapter: StoreAdapter) throws {
        timeLimit = adapter.timeLimit
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [adapter.program] + adapter.arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        process.terminationHandler = { [hasExited] _ in hasExited.signal() }
        do {
            try process.start()
        } catch {
            throw AdapterFault(reason: "the adapter cannot be started: \(error.localizedDescription)", printed: [])
        }
        let descriptor = input.fileHandleForWriting.fileDescriptor
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        HelperProcesses.insert(process.processIdentifier)
        Thread.detachNewThread { self.write() }
        Thread.detachNewThread { self.read(output.fileHandleForReading, errors.fileHandleForReading) }
    }

    var hasEnded: Bool { state.withLock { $0.isEndingSince != nil || $0.reason != nil } }

    private var hasFailed: Bool { state.withLock { $0.reason != nil } }

    /// Sends a request.
    func send(_ request: AdapterRequest, receive: @escaping @Sendable (Answer) -> Void) {
        send([(request, receive)])
    }

    /// Sends requests together, so that the adapter finds all of them when it reads the first.
    func send(_ calls: [Call]) {
        let fault: AdapterFault? = state.withLock { state in
            if let fault = Self.fault(state) { return fault }
            if state.waiting.isEmpty { state.lastSign = .now }
            for (request, receive) in calls {
                state.lastID += 1
                state.waiting[state.lastID] = receive
                request.write(id: state.lastID, to: &state.outgoing)
            }
            writeSome(&state)
            return nil
        }
        guard let fault else { return }
        for (_, receive) in calls { receive(.failure(fault)) }
    }

    /// Lets the adapter end, by closing its standard input once everything is written.
    func end() {
        state.withLock { $0.isEndingSince = .now }
        hasOutgoing.signal()
    }

    /// Kills the adapter because it has failed, and returns the reason to everybody who waits for an answer.
    @discardableResult
    func fail(_ reason: String) -> AdapterFault {
        let (fault, waiting) = state.withLock { state in
            if state.reason == nil { state.reason = reason }
            defer { state.waiting = [:] }
            return (Self.fault(state), state.waiting.values)
        }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        hasOutgoing.signal()
        let failure = fault ?? AdapterFault(reason: reason, printed: [])
        for receive in waiting { receive(.failure(failure)) }
        return failure
    }

    private static func fault(_ state: State) -> AdapterFault? {
        state.reason.map { AdapterFault(reason: "the adapter has failed: \($0)", printed: state.printed) }
    }

    // MARK: Writing

    /// Writes as much as the pipe takes at once, and leaves the rest to the thread that waits for it.
    private func writeSome(_ state: inout State) {
        guard !state.isWriting else { return }
        let descriptor = input.fileHandleForWriting.fileDescriptor
        let count = state.outgoing.withUnsafeBytes { process_signals_write(descriptor, $0.baseAddress, $0.count) }
        guard count < state.outgoing.count else { return state.outgoing = [] }
        state.outgoing.removeFirst(max(count, 0))
        state.isWriting = true
        hasOutgoing.signal()
    }

    private func write() {
        let descriptor = input.fileHandleForWriting.fileDescriptor
        while true {
            hasOutgoing.wait()
            var isEnding = false
            while true {
                let bytes: [UInt8] = state.withLock { state in
                    defer { state.outgoing = [] }
                    isEnding = state.isEndingSince != nil || state.reason != nil
                    if state.reason != nil || state.outgoing.isEmpty {
                        state.isWriting = false
                        return []
                    }
                    return state.outgoing
                }
                guard !bytes.isEmpty else { break }
                write(bytes, to: descriptor)
            }
            guard !isEnding else { break }
        }
        try? input.fileHandleForWriting.close()
    }

    /// Writes bytes, unless the adapter has closed its standard input, which the reader notices.
    private func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { process_signals_write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else if count <= 0, errno != EINTR {
                return
            }
            rest = rest.dropFirst(max(count, 0))
        }
    }

    // MARK: Reading

    private func read(_ output: FileHandle, _ errors: FileHandle) {
        var (answers, printed) = (
            LineReader(output, longestLine: Self.longestAnswer),
            LineReader(errors, longestLine: Self.longestPrintedLine)
        )
        while !answers.isAtEnd, !hasFailed {
            var descriptors = [answers, printed].map { reader in
                pollfd(fd: reader.isAtEnd ? -1 : reader.descriptor, events: Int16(POLLIN), revents: 0)
            }
            poll(&descriptors, nfds_t(descriptors.count), 100)
            if descriptors[1].revents != 0 { printed.read(each: keep) }
            if descriptors[0].revents != 0 { answers.read(each: receive) }
            // Even if it is busy, with printing for example.
            checkForHang()
        }
        // What it has printed at its end says why it ended.
        let deadline = ContinuousClock.now + .seconds(1)
        while !printed.isAtEnd, .now < deadline {
            var descriptor = pollfd(fd: printed.descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, 200) > 0 else { break }
            printed.read(each: keep)
        }
        guard let reason = ending() else { return _ = fail("it has closed its standard output") }
        HelperProcesses.remove(process.processIdentifier)
        if state.withLock({ $0.isEndingSince == nil }) { fail(reason) }
    }

    /// How the adapter has ended, or nil if it runs on though it answers no more.
    ///
    /// The system is asked, too: `Process` notices the end only when what the adapter has started has ended as well.
    private func ending() -> String? {
        let deadline = ContinuousClock.now + .seconds(3)
        while hasExited.wait(timeout: .now() + .milliseconds(10)) == .timedOut {
            var status: CInt = 0
            switch process_signals_ending_of(process.processIdentifier, &status) {
            case process_signals_exited: return "it exited with \(status)"
            case process_signals_killed: return "it was ended by signal \(status)"
            case process_signals_runs where .now > deadline: return nil
            default: continue
            }
        }
        let isSignal = process.terminationReason == .uncaughtSignal
        return "it \(isSignal ? "was ended by signal" : "exited with") \(process.terminationStatus)"
    }

    private func keep(_ line: [UInt8]) {
        let text = String(decoding: line, as: UTF8.self)
        state.withLock { $0.printed = $0.printed.suffix(Self.printedLines - 1) + [text] }
    }

    private func checkForHang() {
        let (isHanging, isNotEnding) = state.withLock { state in
            let now = ContinuousClock.now
            let isNotEnding = state.isEndingSince.map { now - $0 > Self.timeToEnd } ?? false
            return (!state.waiting.isEmpty && now - state.lastSign > timeLimit, isNotEnding)
        }
        if isHanging { fail("it has answered nothing for \(timeLimit)") }
        if isNotEnding { fail("it did not end with its standard input") }
    }

    private func receive(_ line: [UInt8]) {
        let answer: JSONMembers
        do {
            answer = try JSONMembers(line)
        } catch {
            return _ = fail("it wrote to its standard output what is not an answer, \(error): \(Self.excerpt(line))")
        }
        guard let id = answer.integer("id") else { return _ = fail("an answer has no id: \(Self.excerpt(line))") }
        let receive = state.withLock { state in
            state.lastSign = .now
            return state.waiting.removeValue(forKey: id)
        }
        guard let receive else { return _ = fail("it answered the id \(id), which does not wait for an answer") }
        do {
            guard let error = try answer.members("error") else { return receive(.success(answer)) }
            receive(.failure(AdapterError(kind: error.text("kind") ?? "an error", text: error.text("text") ?? "")))
        } catch {
            receive(.failure(fail("the error in an answer is not an object: \(Self.excerpt(line))")))
        }
    }

    /// The beginning of a line; it may hold anything, but not the connection string, which answers do not repeat.
    private static func excerpt(_ line: [UInt8]) -> String {
        "\(String(decoding: line.prefix(100), as: UTF8.self).debugDescription)\(line.count > 100 ? " and so on" : "")"
    }
}

/// Reads lines from a descriptor that is ready.
private struct LineReader {
    let descriptor: Int32
    private(set) var isAtEnd = false
    private let handle: FileHandle
    /// What has been read of a line that has not ended.
    private var line: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    private let longestLine: Int

    /// Reads from a descriptor; a line that is longer than the longest is cut.
    init(_ handle: FileHandle, longestLine: Int) {
        self.handle = handle
        self.longestLine = longestLine
        descriptor = handle.fileDescriptor
    }

    mutating func read(each body: ([UInt8]) -> Void) {
        let count = Foundation.read(descriptor, &buffer, buffer.count)
        guard count > 0 else {
            if count == 0 || errno != EINTR { isAtEnd = true }
            if isAtEnd, !line.isEmpty { body(line) }
            return
        }
        for part in buffer[..<count].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        {
            if part.offset > 0 || line.count > longestLine {
                body(line)
                line = []
            }
            line += part.element
        }
    }
}
