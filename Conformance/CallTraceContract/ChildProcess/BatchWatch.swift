import CallTraces

/// What one reader sees of a series of batches while it is added: it may only grow, and only by whole batches.
struct BatchWatch {
    private let series: BatchSeries

    /// How many batches the reader has seen so far.
    private var seen = 0

    /// How many modules of the series the last look listed.
    private var modules = 0

    /// How often the reader has looked.
    private(set) var looks = 0

    /// The first answer that shows part of a batch, or fewer batches than an earlier one.
    private(set) var fault: String?

    /// The first answer whose newest trace is of an older batch than the newest that it has; it is a fault in a store that is
    /// in order.
    private(set) var faultIfOrdered: String?

    /// Whether the last look found every batch of the series.
    private(set) var isComplete = false

    /// Whether the last look found nothing of the series.
    private(set) var foundNothing = false

    /// Whether the newest trace of the last look was of the last batch.
    private(set) var isOrdered = false

    init(_ series: BatchSeries) {
        self.series = series
    }

    /// The limit of the queries, which the series does not reach.
    var limit: Int { series.ampleLimit }

    /// Lets others go on before the next look.
    ///
    /// - Parameter isAdapted: Whether the store is behind an adapter, which may serve one request at a time: readers that
    ///   ask as fast as they can would keep it from the batch that they wait for.
    /// - Throws: `CancellationError` if the task is canceled.
    static func pause(isAdapted: Bool) async throws {
        guard isAdapted else { return await Task.yield() }
        try await Task.sleep(for: .milliseconds(2))
    }

    /// Looks once, by two calls that must agree: whoever lists a module finds its traces, and the other way around.
    ///
    /// - Parameters:
    ///   - query: Queries the traces of ``BatchSeries/module``.
    ///   - listModules: Lists the modules.
    mutating func look(
        query: () async throws -> [any CallTraceThunk],
        listModules: () async throws -> [String]
    ) async rethrows {
        looks += 1
        // Whichever call is the second must not show less than the first.
        if looks.isMultiple(of: 2) { seeModules(try await listModules()) }
        let thunks = try await query()
        let traces = thunks.count
        let isWhole = see(traces, series.size, SwiftText.count(traces, "trace"), of: "filter")
        if isWhole, let newest = thunks.first.flatMap({ try? $0.toTrace() }) {
            let batches = traces / series.size
            // A thunk that shows what was added since is for FILTER-12 to judge.
            isOrdered = (max(batches - 1, 0)..<series.count).contains {
                newest.qualname.hasBytePrefix("\(series.name)\($0).")
            }
            if !isOrdered, faultIfOrdered == nil {
                faultIfOrdered = """
                    \(SwiftText.count(traces, "trace")), as \(SwiftText.count(batches, "batch", "es")) have, in `filter`, but \
                    the newest is \(newest.qualname)
                    """
            }
        }
        if !looks.isMultiple(of: 2) { seeModules(try await listModules()) }
        foundNothing = traces == 0 && modules == 0
        isComplete = traces == series.count * series.size && modules == 2 * series.count
    }

    private mutating func seeModules(_ names: [String]) {
        modules = Set(names.map(ExactString.init)).count { series.hasModule($0.string) }
        see(modules, 2, SwiftText.count(modules, "module"), of: "listModules()")
    }

    /// Sees an answer, and returns whether it shows whole batches.
    @discardableResult
    private mutating func see(_ count: Int, _ perBatch: Int, _ text: String, of call: String) -> Bool {
        let batches = count / perBatch
        defer { seen = max(seen, batches) }
        let isWhole = count.isMultiple(of: perBatch) && batches >= seen
        guard fault == nil, !isWhole else { return isWhole }
        fault =
            "\(text) in `\(call)`, where a batch has \(SwiftText.grouped(perBatch))"
            + (seen > 0 ? ", after \(SwiftText.count(seen, "batch", "es")) had been seen" : "")
        return false
    }
}
