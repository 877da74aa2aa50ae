import CallTraces

/// How much of each of a child process's batches a store holds.
struct WrittenBatches {
    private let functions: Set<CallTrace>
    private let instructions: ChildInstructions

    /// The batches whose `add` returned.
    let acknowledged: Range<Int>

    init(_ found: FilterResult, of instructions: ChildInstructions, acknowledged: Int) {
        functions = Set(
            found.decoded().compactMap { decoded in
                guard case .trace(let trace) = decoded.seen(by: .functions) else { return nil }
                return trace
            }
        )
        self.instructions = instructions
        self.acknowledged = 0..<acknowledged
    }

    /// Every batch that the process was told to add.
    var all: Range<Int> { 0..<instructions.batches }

    /// Whether every trace of a batch is stored.
    func isWhole(_ batch: Int) -> Bool { count(of: batch) == instructions.batchSize }

    /// Whether any trace of a batch is stored.
    func isBegun(_ batch: Int) -> Bool { count(of: batch) > 0 }

    private func count(of batch: Int) -> Int {
        instructions.batch(batch).count(where: functions.contains)
    }

    /// How much of a batch is stored, as a violation describes it.
    func text(of batch: Int) -> String {
        switch count(of: batch) {
        case 0: "is missing"
        case let count: "is stored with \(count) of \(instructions.batchSize) traces"
        }
    }
}
