import CallTraces

/// Measures a store and an ``/CallTraces/InMemoryStore`` in turns, with the same traces.
struct CostMeasurement {
    private static let queryRepetitions = 101

    let store: any CallTraceStore
    let workload: CostWorkload
    let clock: any Clock<Duration>
    /// How long both stores may take to be filled; other operations may take a part of it.
    let timeLimit: Duration
    let progress: (CostTable.Operation) -> Void
    private let inMemoryStore: any CallTraceStore = InMemoryStore()

    private(set) var rows: [CostTable.Row] = []
    private(set) var notes: [String] = []
    private var stored = 0

    init(
        of store: any CallTraceStore,
        with workload: CostWorkload,
        clock: any Clock<Duration>,
        timeLimit: Duration,
        progress: @escaping (CostTable.Operation) -> Void
    ) {
        self.store = store
        self.workload = workload
        self.clock = clock
        self.timeLimit = timeLimit
        self.progress = progress
    }

    /// Measures every operation on stores with a number of distinct traces, or fewer if filling them takes too long.
    ///
    /// - Throws: ``StoreError`` with what the store throws.
    mutating func measure(_ size: Int) async throws {
        stored = try await add(.addDistinct, size, within: timeLimit, workload.distinct)
        let (module, prefix) = (workload.module, workload.prefix)
        try await query(.filterFew) { try await $0.found(module, nil, 10) }
        try await query(.filterPrefix) { try await $0.found(module, prefix, 10) }
        try await query(.filterMany) { try await $0.found(module, nil, 2_000) }
        try await query(.listModules) { try await $0.modulesFound() }
        _ = try await add(.addRepeated, size, within: timeLimit / 3, workload.repeated)
    }

    /// Measures adding; returns how many traces were added within the limit.
    private mutating func add(
        _ operation: CostTable.Operation,
        _ count: Int,
        within limit: Duration,
        _ traces: (Range<Int>) -> [CallTrace]
    ) async throws -> Int {
        progress(operation)
        var (total, times) = (0, Times())
        while total < count, times.sum < limit {
            let batch = traces(total..<min(total + CostWorkload.batchSize, count))
            try await times.append(on: clock, store, inMemoryStore) { store in
                try await store.add(batch)
                return batch.count
            }
            total += batch.count
        }
        if total < count {
            notes.append(
                "“\(operation.rawValue)” stopped after \(SwiftText.grouped(total)) of \(SwiftText.count(count, "trace"))."
            )
        }
        append(operation, size: operation == .addDistinct ? total : stored, times) {
            $0.reduce(.zero, +) / total
        }
        return total
    }

    private mutating func query(
        _ operation: CostTable.Operation,
        _ call: (any CallTraceStore) async throws -> Int
    ) async throws {
        progress(operation)
        var times = Times()
        repeat {
            try await times.append(on: clock, store, inMemoryStore, call)
        } while times.count < Self.queryRepetitions && times.sum < timeLimit / 15
        let place = "“\(operation.rawValue)” of \(SwiftText.count(stored, "trace"))"
        if times.count < 3 { notes.append("\(place): measured \(times.count == 1 ? "once" : "twice"), as it is slow.") }
        if let (found, foundInMemory) = times.difference {
            notes.append("\(place): \(SwiftText.grouped(found)) found, \(SwiftText.grouped(foundInMemory)) in memory.")
        }
        append(operation, size: stored, times) { $0.sorted()[($0.count - 1) / 2] }
    }

    private mutating func append(
        _ operation: CostTable.Operation,
        size: Int,
        _ times: Times,
        _ typical: ([Duration]) -> Duration
    ) {
        rows.append(
            CostTable.Row(
                operation: operation,
                size: size,
                duration: typical(times.store),
                inMemoryDuration: typical(times.inMemoryStore)
            )
        )
    }
}

/// The times of a call on both stores, and what it returned last.
private struct Times {
    private(set) var store: [Duration] = []
    private(set) var inMemoryStore: [Duration] = []
    private var results = (store: 0, inMemoryStore: 0)

    var count: Int { store.count }
    var sum: Duration { (store + inMemoryStore).reduce(.zero, +) }
    /// The results, if they differ.
    var difference: (Int, Int)? { results.store == results.inMemoryStore ? nil : results }

    /// Calls both stores, each first half of the time.
    mutating func append(
        on clock: any Clock<Duration>,
        _ store: any CallTraceStore,
        _ inMemoryStore: any CallTraceStore,
        _ call: (any CallTraceStore) async throws -> Int
    ) async throws {
        func measure(_ store: any CallTraceStore) async throws -> (Duration, Int) {
            var result = 0
            do {
                return (try await clock.measure { result = try await call(store) }, result)
            } catch {
                throw StoreError(error: error)
            }
        }
        for isOwn in count.isMultiple(of: 2) ? [true, false] : [false, true] {
            let (time, result) = try await measure(isOwn ? store : inMemoryStore)
            if isOwn {
                self.store.append(time)
                results.store = result
            } else {
                self.inMemoryStore.append(time)
                results.inMemoryStore = result
            }
        }
    }
}

// Called on an existential store, these do not wrap each thunk in an existential of its own.
extension CallTraceStore {
    fileprivate func found(_ module: String, _ prefix: String?, _ limit: Int) async throws -> Int {
        try await filter(module: module, qualnamePrefix: prefix, limit: limit).count
    }

    fileprivate func modulesFound() async throws -> Int {
        try await listModules().count
    }
}
