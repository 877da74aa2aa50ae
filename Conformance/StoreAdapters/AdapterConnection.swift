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
        var hello = AdapterRequest("hello")
        hello.set("protocol", to: StoreAdapter.protocolVersion)
        hello.set("contract", to: "\(Contract.Version.current)")
        let request = hello
        let answer = try await withCheckedThrowingContinuation { continuation in
            process.send(request) { continuation.resume(with: $0) }
        }
        guard answer.integer("protocol") == StoreAdapter.protocolVersion, let name = answer.text("name") else {
            throw process.fail("its answer to hello lacks \"protocol\": \(StoreAdapter.protocolVersion) or a name")
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

    /// Sends a request, and blocks the thread until the answer, which another thread receives.
    func answerWhileBlocking(to request: AdapterRequest) throws -> JSONMembers {
        let answer = Mutex<Result<JSONMembers, any Error>?>(nil)
        let isAnswered = DispatchSemaphore(value: 0)
        return try withExtendedLifetime(answer) {
            process.send(request) { result in
                answer.withLock { $0 = result }
                isAnswered.signal()
            }
            isAnswered.wait()
            guard let result = answer.withLock(\.self) else { throw fault("it answered nothing") }
            return try result.get()
        }
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
