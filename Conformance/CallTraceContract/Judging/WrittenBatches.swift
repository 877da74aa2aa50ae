import CallTraces

/// How much of each of a child process's batches a store holds.
struct WrittenBatches {
    /// The place of each trace in the result.
    private let positions: [CallTrace: Int]
    private let series: BatchSeries

    /// The batches whose `add` returned.
    let acknowledged: [Int]

    /// The batches whose `add` threw.
    let refused: [Int]

    init(_ found: FilterResult, of series: BatchSeries, by state: ChildProcess.State) {
        var positions: [CallTrace: Int] = [:]
        for (position, decoded) in found.decoded().enumerated() {
            guard case .trace(let trace) = decoded.seen(by: .functions) else { continue }
            positions[trace] = position
        }
        self.positions = positions
        self.series = series
        acknowledged = state.acknowledged.sorted()
        refused = state.refused.keys.sorted()
    }

    /// What is wrong with the first batch that is neither all nor nothing.
    var torn: String? {
        (0..<series.count).first { count(of: $0) > 0 && !isWhole($0) }.map { "batch \($0) \(text(of: $0))" }
    }

    /// What is wrong with the first batch whose `add` returned and that is not whole.
    var lost: String? {
        acknowledged.first { !isWhole($0) }.map { "batch \($0) was acknowledged and \(text(of: $0))" }
    }

    /// What is wrong with the first batch whose `add` threw and that is stored all the same.
    var kept: String? {
        refused.first { count(of: $0) > 0 }.map { "the add of batch \($0) threw, and the batch \(text(of: $0))" }
    }

    /// Whether every trace of a batch is stored.
    func isWhole(_ batch: Int) -> Bool { count(of: batch) == series.size }

    /// The place of a batch's first trace in the result.
    func position(of batch: Int) -> Int? { series.traces(batch).first.flatMap { positions[$0] } }

    /// How much of a batch is stored, as a violation describes it.
    func text(of batch: Int) -> String {
        switch count(of: batch) {
        case 0: "is missing"
        case let count: "is stored with \(SwiftText.grouped(count)) of \(SwiftText.count(series.size, "trace"))"
        }
    }

    private func count(of batch: Int) -> Int {
        series.traces(batch).count { positions[$0] != nil }
    }
}
