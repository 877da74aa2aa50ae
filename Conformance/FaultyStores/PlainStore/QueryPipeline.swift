/// The steps of a query, each at a named stage, so that a mistake can replace, skip or move one.
struct QueryPipeline: Sendable {
    /// The stages, in the order that the contract demands; the first and the last are for additional steps.
    enum Stage: CaseIterable {
        case first, module, prefix, order, beforeDuplicates, duplicates, limit, last
    }

    /// The stages in the order in which they run.
    var sequence: [Stage] = Stage.allCases

    private var steps: [Stage: QueryStep] = [
        .module: .ofModule, .prefix: .withPrefix, .order: .newestFirst, .duplicates: .collapsed, .limit: .limited,
    ]

    /// The step at a stage; `nil` skips the stage.
    subscript(stage: Stage) -> QueryStep? {
        get { steps[stage] }
        set { steps[stage] = newValue }
    }

    /// The records that a query returns.
    func apply(to records: [Record], _ query: Query) -> [Record] {
        sequence.compactMap { steps[$0] }.reduce(records) { $1.apply($0, query) }
    }
}
