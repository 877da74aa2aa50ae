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

    /// Sends a request.
    ///
    /// - Returns: What blocks its thread until the answer, which another thread receives.
    func ask(_ request: AdapterRequest) -> () throws -> JSONMembers {
        let pending = PendingAnswer()
        process.send(request, receive: pending.receive)
        return pending.wait
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

/// An answer that a thread waits for.
private final class PendingAnswer: Sendable {
    private let answer = Mutex<AdapterProcess.Answer?>(nil)
    private let isAnswered = DispatchSemaphore(value: 0)

    func receive(_ result: AdapterProcess.Answer) {
        answer.withLock { $0 = result }
        isAnswered.signal()
    }

    /// Blocks the thread until the answer is there.
    func wait() throws -> JSONMembers {
        while true {
            if let result = answer.withLock(\.self) { return try result.get() }
            isAnswered.wait()
        }
    }
}
