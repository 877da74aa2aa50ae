import CallTraces
import Foundation
import Workloads

extension Session {
    func queryRows(_ recording: Recording) async throws -> [ComparisonRow] {
        let count = sizes.count(of: recording)
        let what = recording == .distinct ? "\(count) distinct traces" : "\(count) recorded calls"
        let traces = recording.distinctTraces(of: recorded, count: count)
        guard let module = traces.biggestModule else { return [] }
        let files = try await files(recording)
        let figures = try await gathered("queries, \(what)", Queried.allCases) { queried in
            guard let path = files[queried] else { return [:] }
            let (many, few) = (String(QueryComparison.many), String(QueryComparison.few))
            func measured(_ program: MeasuredProgram) async throws -> Figures {
                let arguments = ["--program", program.rawValue, "--module", module, "--many", many, "--few", few, path]
                return try await MeasuredProcess.figures(of: MeasureQueries.self, arguments)
            }
            switch queried {
            case .monkeyType: return try await monkeyType.figures(["query", path, module, many, few])
            case .rawC: return try await measured(.rawC)
            case .own, .ownTenTimes, .foreign, .collapsed: return try await measured(.sqliteStore)
            }
        }
        return try QueryComparison(of: what, figures).rows
    }

    private func files(_ recording: Recording) async throws -> [Queried: String] {
        let batch = sizes.batch
        let once = Addition(program: .sqliteStore, recording: recording, batch: batch)
        let tenTimes = Addition(program: .sqliteStore, recording: recording, batch: batch, repetitions: 10)
        let others = Addition(program: .monkeyType, recording: recording, batch: batch)
        let monkeyType = try await database(others)
        // Copies, as opening one adds an index and a log, from which MonkeyType must not benefit.
        let foreign = try copy(of: monkeyType, named: "foreign-\(others.fileName)")
        let collapsed = try copy(of: monkeyType, named: "collapsed-\(others.fileName)")
        let figures = try await MeasuredProcess.figures(of: Collapse.self, [collapsed])
        progress("collapsed \(Int(figures[.collapsed, default: 0])) duplicates of \(others.fileName)")
        let own = try await database(once)
        return [
            .monkeyType: monkeyType,
            .rawC: own,
            .own: own,
            .ownTenTimes: try await database(tenTimes),
            .foreign: foreign,
            .collapsed: collapsed,
        ]
    }

    private func copy(of path: String, named name: String) throws -> String {
        let copy = scratch.path(name)
        try scratch.removeDatabase(copy)
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        return copy
    }
}
