import CallTraces
import Synchronization

/// A base in memory that suspends in each call, as one on a disk or a server does, and refuses traces when told to.
///
/// Over a base that never suspends, a wrapper that loses concurrent adds looks as if it lost none.
final class SuspendingStore: CallTraceStore {
    struct Refusal: Error {}

    private let base = InMemoryStore()
    private let refusal = Mutex(false)

    var refuses: Bool {
        get { refusal.withLock(\.self) }
        set { refusal.withLock { $0 = newValue } }
    }

    static func makeStore(connectionString: String) async throws -> SuspendingStore {
        SuspendingStore()
    }

    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        await Task.yield()
        if refuses { throw Refusal() }
        try await base.add(traces)
    }

    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        await Task.yield()
        return try await base.filter(module: module, qualnamePrefix: qualnamePrefix, limit: limit)
    }

    func listModules() async throws -> [String] {
        await Task.yield()
        return try await base.listModules()
    }
}
