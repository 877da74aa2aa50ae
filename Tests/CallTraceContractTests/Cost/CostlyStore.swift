import CallTraces
import Synchronization

/// A clock that moves only when it is told to.
final class ManualClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let offset = Mutex(Swift.Duration.zero)

    var now: Instant { Instant(offset: offset.withLock(\.self)) }
    let minimumResolution = Swift.Duration.zero

    func advance(by duration: Duration) { offset.withLock { $0 += duration } }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}

/// A store in memory whose calls take as long as they are told to, and which notes them.
final class CostlyStore: CallTraceStore {
    struct Costs {
        var adding = Duration.microseconds(3)
        var filterFew = Duration.milliseconds(10)
        var filterPrefix = Duration.milliseconds(20)
        var filterMany = Duration.milliseconds(30)
        var listModules = Duration.milliseconds(40)
    }

    /// The stores of a test, their clock, and what they were asked.
    final class Usage: Sendable {
        let clock = ManualClock()
        let costs: Costs
        private let calls = Mutex<[String]>([])

        init(_ costs: Costs = Costs()) { self.costs = costs }

        /// The calls, without those that repeat the last one.
        var differentCalls: [String] {
            calls.withLock(\.self).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        }

        func note(_ call: String) { calls.withLock { $0.append(call) } }
    }

    private let usage: Usage
    private let store = InMemoryStore()

    init(_ usage: Usage) {
        self.usage = usage
        usage.note("makeStore")
    }

    static func makeStore(connectionString: String) async throws -> CostlyStore { CostlyStore(Usage()) }

    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let traces = Array(traces)
        usage.note("add \(traces.count)")
        usage.clock.advance(by: usage.costs.adding * traces.count)
        try await store.add(traces)
    }

    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        usage.note("filter \(limit)\(qualnamePrefix == nil ? "" : " by prefix")")
        let few = qualnamePrefix == nil ? usage.costs.filterFew : usage.costs.filterPrefix
        usage.clock.advance(by: limit == 10 ? few : usage.costs.filterMany)
        return try await store.filter(module: module, qualnamePrefix: qualnamePrefix, limit: limit)
    }

    func listModules() async throws -> [String] {
        usage.note("listModules")
        usage.clock.advance(by: usage.costs.listModules)
        return try await store.listModules()
    }
}
