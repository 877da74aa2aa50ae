import CallTraceContract
import CallTraces
import Foundation
import Synchronization

/// A running adapter, which ends when nobody refers to it, its stores, or its results any more.
final class AdapterConnection: Sendable {
    private let process: AdapterProcess
    private let lastNumber = Atomic(0)

    /// The name of the store, as the adapter gives it.
    let storeName: String

    /// Starts an adapter, and waits until it answers `hello`.
    ///
    /// - Parameter adapter: The program.
    /// - Throws: ``AdapterFault`` if it cannot be started, or fails to answer.
    init(_ adapter: StoreAdapter) async throws {
        let process = try AdapterProcess(adapter)
        self.process = process
        let answer = try await withCheckedThrowingContinuation { continuation in
            process.send(.hello) { continuation.resume(with: $0) }
        }
        guard answer.integer("protocol") == AdapterRequest.protocolVersion, let name = answer.text("name") else {
            throw process.fail("its answer to hello lacks \"protocol\": \(AdapterRequest.protocolVersion) or a name")
        }
        storeName = name
    }

    deinit {
        process.end()
    }

    /// Whether the adapter has ended or failed, so that it answers no more.
    var hasEnded: Bool { process.hasEnded }

    /// Sends a request, and waits for the answer.
    func answer(to request: AdapterRequest) async throws -> JSONMembers {
        try await withCheckedThrowingContinuation { continuation in
            process.send(request) { continuation.resume(with: $0) }
        }
    }

    /// Sends requests, and blocks the thread until another one has received the last answer.
    func answers(to requests: [AdapterRequest]) -> [AdapterProcess.Answer] {
        let pending = PendingAnswers(count: requests.count)
        process.send(
            requests.enumerated().map { number, request in (request, { pending.receive($0, number) }) }
        )
        return pending.wait()
    }

    /// Sends a request whose answer does not matter.
    func send(_ request: AdapterRequest) {
        process.send(request) { _ in }
    }

    /// A number for a store or a result that no other has.
    func nextNumber() -> Int {
        lastNumber.add(1, ordering: .relaxed).newValue
    }

    /// Ends the adapter for a reason, unless it has ended for another one before.
    func fault(_ reason: String) -> AdapterFault {
        process.fail(reason)
    }
}

/// Answers that a thread waits for; it wakes up when all of them are there.
private final class PendingAnswers: Sendable {
    private let answers: Mutex<(missing: Int, received: [AdapterProcess.Answer?])>
    private let isComplete = DispatchSemaphore(value: 0)

    init(count: Int) {
        answers = Mutex((count, Array(repeating: nil, count: count)))
    }

    func receive(_ answer: AdapterProcess.Answer, _ number: Int) {
        let missing = answers.withLock { answers in
            answers.received[number] = answer
            answers.missing -= 1
            return answers.missing
        }
        if missing == 0 { isComplete.signal() }
    }

    func wait() -> [AdapterProcess.Answer] {
        if answers.withLock({ $0.missing > 0 }) { isComplete.wait() }
        return answers.withLock { $0.received.compactMap(\.self) }
    }
}
