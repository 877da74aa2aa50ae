import CallTraces
import Foundation
import Workloads

extension Session {
    private static let many = 2_000
    private static let few = 10

    /// The database that is queried, and by which program.
    private enum Queried: String, CaseIterable {
        case monkeyType = "MonkeyType"
        case own = "itself"
        case ownTenTimes = "itself, the same traces stored 10 times"
        case foreign = "a file that MonkeyType filled"
    }

    /// A query, and how many times as fast as MonkeyType's it should be.
    private struct Query {
        let name: String
        let figure: Figure
        let target: Double
    }

    private static let queries = [
        Query(name: "filter, newest \(many)", figure: .filterMany, target: 50),
        Query(name: "filter, newest \(few)", figure: .filterFew, target: 500),
        Query(name: "listModules", figure: .listModules, target: 500),
    ]

    func queryRows(_ recording: Recording) async throws -> [ComparisonRow] {
        let count = sizes.count(of: recording)
        let what = recording == .distinct ? "\(count) distinct traces" : "\(count) recorded calls"
        let traces = recording.distinctTraces(of: recorded, count: count)
        guard let module = traces.biggestModule else { return [] }
        let files = try await files(recording)
        let figures = try await gathered("queries, \(what)", Queried.allCases) { queried in
            guard let path = files[queried] else { return [:] }
            let (many, few) = (String(Self.many), String(Self.few))
            return queried == .monkeyType
                ? try await monkeyType.figures(["query", path, module, many, few])
                : try await MeasuredProcess.figures(
                    of: MeasureQueries.self,
                    ["--module", module, "--many", many, "--few", few, path]
                )
        }
        try Self.check(figures)
        func rows(
            _ text: String,
            own: Queried,
            other: Queried,
            yardstick: (Query) -> Yardstick
        ) throws -> [ComparisonRow] {
            try Self.queries.map { query in
                ComparisonRow(
                    what: "\(query.name), \(what)\(text)",
                    other: other == .own ? "itself, stored once" : other.rawValue,
                    otherQuantity: .seconds(try figures[other, default: []].median(query.figure)),
                    ownQuantity: .seconds(try figures[own, default: []].median(query.figure)),
                    yardstick: yardstick(query)
                )
            }
        }
        return try rows("", own: .own, other: .monkeyType) { .speed(atLeast: $0.target) }
            + rows(", stored 10 times", own: .ownTenTimes, other: .own) { _ in .growth(atMost: 1.2) }
            + rows(", MonkeyType's file", own: .foreign, other: .monkeyType) { _ in .speed(atLeast: nil) }
    }

    private func files(_ recording: Recording) async throws -> [Queried: String] {
        let batch = sizes.batch
        let own = Addition(program: .sqliteStore, recording: recording, batch: batch)
        let ownTenTimes = Addition(program: .sqliteStore, recording: recording, batch: batch, repetitions: 10)
        let others = Addition(program: .monkeyType, recording: recording, batch: batch)
        // A copy, as opening it adds an index and a log, from which MonkeyType must not benefit.
        let foreign = scratch.path("foreign-\(others.fileName)")
        try scratch.removeDatabase(foreign)
        let monkeyType = try await database(others)
        try FileManager.default.copyItem(atPath: monkeyType, toPath: foreign)
        return [
            .monkeyType: monkeyType,
            .own: try await database(own),
            .ownTenTimes: try await database(ownTenTimes),
            .foreign: foreign,
        ]
    }

    /// Checks that all queries found the same number of results.
    private static func check(_ figures: [Queried: [Figures]]) throws {
        for figure in [Figure.foundMany, .foundFew, .foundModules] {
            let found = Set(figures.values.joined().map { $0[figure] })
            guard found.count == 1 else { throw DifferentWork(figure: figure, found: found) }
        }
    }

    private struct DifferentWork: Error, CustomStringConvertible {
        let figure: Figure
        let found: Set<Double?>

        var description: String {
            "the programs disagree on \(figure): \(found); a query of one of them is wrong"
        }
    }
}
