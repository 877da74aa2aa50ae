import Testing

@testable import compare

struct QueryComparisonTests {
    /// The figures of a process whose queries all take the same time.
    private func figures(seconds: Double, found: Double = 7) -> Figures {
        [
            .filterMany: seconds, .filterFew: seconds, .listModules: seconds,
            .foundMany: found, .foundFew: found, .foundModules: found,
        ]
    }

    private func comparison(_ changes: [Queried: [Figures]] = [:]) throws -> QueryComparison {
        let once = Queried.allCases.map { ($0, [figures(seconds: 1)]) }
        let all = Dictionary(uniqueKeysWithValues: once).merging(changes) { $1 }
        return try QueryComparison(of: "5 traces", all)
    }

    @Test func `the C program is the measure of queries that find many results, and MonkeyType of none`() throws {
        let rows = try comparison().rows
        let targets = { (other: String) in rows.filter { $0.other == other }.map(\.yardstick) }
        #expect(targets("raw C") == [.speed(atLeast: 0.6), .speed(atLeast: nil), .speed(atLeast: 0.6)])
        #expect(targets("MonkeyType").allSatisfy { $0 == .speed(atLeast: nil) })
    }

    @Test func `files without duplicates, whatever came before, are judged by the file that was stored once`() throws {
        let rows = try comparison([.collapsed: [figures(seconds: 1.3)]]).rows.filter {
            $0.other == "itself, stored once"
        }
        #expect(rows.count == 6)
        #expect(rows.allSatisfy { $0.yardstick == .growth(atMost: 1.2) })
        #expect(
            rows.filter { $0.isReached == false }.map(\.what) == [
                "filter, newest 2000, 5 traces, MonkeyType's file, collapsed",
                "filter, newest 10, 5 traces, MonkeyType's file, collapsed",
                "listModules, 5 traces, MonkeyType's file, collapsed",
            ]
        )
    }

    @Test func `a row compares the medians of two programs`() throws {
        let rows = try comparison([
            .own: [2, 9, 3].map { figures(seconds: $0) },
            .rawC: [figures(seconds: 1.5)],
        ]).rows
        let row = try #require(rows.first { $0.other == "raw C" })
        #expect(
            row.cells == ["filter, newest 2000, 5 traces", "raw C", "1.50 s", "3.00 s", "0.50 x", "0.6 x", "NO"]
        )
    }

    @Test(arguments: Queried.allCases)
    func `programs that find different numbers of results are not compared`(different: Queried) {
        #expect(throws: QueryComparison.DifferentWork.self) {
            try comparison([different: [figures(seconds: 1), figures(seconds: 1, found: 8)]])
        }
    }

    @Test func `a program that was not measured is an error`() throws {
        #expect(throws: NoMedian.self) { try comparison([.rawC: []]).rows }
    }
}
