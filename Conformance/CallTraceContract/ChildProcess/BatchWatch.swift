/// What one reader sees of a series of batches while it is added: it may only grow, and only by whole batches.
struct BatchWatch {
    private let series: BatchSeries

    /// How many batches the reader has seen so far.
    private var seen = 0

    /// How often the reader has looked.
    private(set) var looks = 0

    /// The first answer that shows part of a batch, or fewer batches than an earlier one.
    private(set) var fault: String?

    /// Whether the last look found every batch of the series.
    private(set) var isComplete = false

    init(_ series: BatchSeries) {
        self.series = series
    }

    /// The limit of the queries, which the series does not reach.
    var limit: Int { series.ampleLimit }

    /// Looks once, by two calls that must agree: whoever lists a module finds its traces, and the other way around.
    ///
    /// - Parameters:
    ///   - countTraces: Counts the traces of ``BatchSeries/module``.
    ///   - listModules: Lists the modules.
    mutating func look(
        countTraces: () async throws -> Int,
        listModules: () async throws -> [String]
    ) async rethrows {
        looks += 1
        let traces = try await countTraces()
        see(traces, series.size, SwiftText.count(traces, "trace"), of: "filter")
        let modules = Set(try await listModules()).count { $0.hasPrefix(series.name) }
        see(modules, 2, SwiftText.count(modules, "module"), of: "listModules()")
        isComplete = traces == series.count * series.size && modules == 2 * series.count
    }

    private mutating func see(_ count: Int, _ perBatch: Int, _ text: String, of call: String) {
        let batches = count / perBatch
        defer { seen = max(seen, batches) }
        guard fault == nil, !count.isMultiple(of: perBatch) || batches < seen else { return }
        fault =
            "\(text) in `\(call)`, where a batch has \(SwiftText.grouped(perBatch))"
            + (seen > 0 ? ", after \(SwiftText.count(seen, "batch", "es")) had been seen" : "")
    }
}
