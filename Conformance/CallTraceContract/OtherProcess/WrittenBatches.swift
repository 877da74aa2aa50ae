import CallTraces

/// How much of each batch of another process a store holds.
struct WrittenBatches {
    private let functions: Set<CallTrace>
    private let order: WriterOrder

    /// The batches whose `add` returned.
    let acknowledged: Range<Int>

    init(_ found: Found, of order: WriterOrder, acknowledged: Int) {
        functions = Set(
            found.decoded().compactMap { decoded in
                guard case .trace(let trace) = decoded.seen(by: .functions) else { return nil }
                return trace
            }
        )
        self.order = order
        self.acknowledged = 0..<acknowledged
    }

    /// Every batch that the process was to add.
    var all: Range<Int> { 0..<order.batches }

    /// Whether every trace of a batch is there.
    func isWhole(_ batch: Int) -> Bool { count(of: batch) == order.batchSize }

    /// Whether some trace of a batch is there.
    func isBegun(_ batch: Int) -> Bool { count(of: batch) > 0 }

    private func count(of batch: Int) -> Int {
        order.batch(batch).count(where: functions.contains)
    }

    /// What is there of a batch, as the story of a violation tells it.
    func text(of batch: Int) -> String {
        switch count(of: batch) {
        case 0: "is missing"
        case let count: "is there with \(count) of \(order.batchSize) traces"
        }
    }
}
