/// The figures of the queries of one recording, and how they are judged.
struct QueryComparison {
    static let many = 2_000
    static let few = 10

    /// A query, and how many times as fast as the C program's it should be.
    ///
    /// A query that finds few rows has no target: most of its time is the price of an asynchronous call, which the C program
    /// does not pay.
    private struct Query {
        let name: String
        let figure: Figure
        let target: Double?
    }

    private static let queries = [
        Query(name: "filter, newest \(many)", figure: .filterMany, target: 0.6),
        Query(name: "filter, newest \(few)", figure: .filterFew, target: nil),
        Query(name: "listModules", figure: .listModules, target: 0.6),
    ]

    private let what: String
    private let figures: [Queried: [Figures]]

    /// Creates the comparison of traces that are described by `what`.
    ///
    /// - Throws: ``DifferentWork`` unless all queries found the same number of results.
    init(of what: String, _ figures: [Queried: [Figures]]) throws {
        for figure in [Figure.foundMany, .foundFew, .foundModules] {
            let found = Set(figures.values.joined().map { $0[figure] })
            guard found.count == 1 else { throw DifferentWork(figure: figure, found: found) }
        }
        self.what = what
        self.figures = figures
    }

    var rows: [ComparisonRow] {
        get throws {
            try rows("", own: .own, other: .monkeyType) { _ in .speed(atLeast: nil) }
                + rows("", own: .own, other: .rawC) { .speed(atLeast: $0.target) }
                + rows(", stored 10 times", own: .ownTenTimes, other: .own) { _ in .growth(atMost: 1.2) }
                + rows(", MonkeyType's file", own: .foreign, other: .monkeyType) { _ in .speed(atLeast: nil) }
                + rows(", MonkeyType's file, collapsed", own: .collapsed, other: .own) { _ in .growth(atMost: 1.2) }
        }
    }

    private func rows(
        _ text: String,
        own: Queried,
        other: Queried,
        yardstick: (Query) -> Yardstick
    ) throws -> [ComparisonRow] {
        try Self.queries.map { query in
            ComparisonRow(
                what: "\(query.name), \(what)\(text)",
                other: other.rawValue,
                otherQuantity: .seconds(try figures[other, default: []].median(query.figure)),
                ownQuantity: .seconds(try figures[own, default: []].median(query.figure)),
                yardstick: yardstick(query)
            )
        }
    }

    struct DifferentWork: Error, CustomStringConvertible {
        let figure: Figure
        let found: Set<Double?>

        var description: String {
            "the programs disagree on \(figure): \(found); a query of one of them is wrong"
        }
    }
}
