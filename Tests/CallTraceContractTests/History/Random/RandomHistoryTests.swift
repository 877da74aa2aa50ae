import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct RandomHistoryTests {
    private func history(
        _ number: Int,
        _ histories: Histories = Histories(),
        for subject: AnySubject = .persistent,
        keepsNUL: Bool = true
    ) throws -> History {
        try History.random(number, of: histories, for: subject, keepsNUL: keepsNUL)
    }

    private func all() throws -> [History] { try RandomHistories.persistent.get() }

    @Test func `equal seeds and numbers give equal histories, different ones different histories`() throws {
        let programs = try all().map(\.program)
        #expect(try programs.indices.map { try history($0).program } == programs)
        let others = try programs.indices.map { try history($0, Histories(seed: 2)).program }
        #expect(Set(programs + others).count == 2 * programs.count)
    }

    @Test func `a seed gives the same history on every machine`() throws {
        // A golden value: a change breaks every report that names a seed.
        let history = try history(5, Histories(steps: 3, seed: 1))
        #expect(history.program == Self.fifthOfSeedOne)
    }

    @Test func `a history does not depend on the count of histories, nor its beginning on their length`() throws {
        let few = try history(9, Histories(count: 10, steps: 30)).program
        #expect(try history(9, Histories(count: 1_000, steps: 30)).program == few)
        let short = try history(9, Histories(steps: 10)).steps
        let long = try history(9, Histories(steps: 30))
        // The store is opened first.
        #expect(History(steps: Array(short.prefix(11))).program == History(steps: Array(long.steps.prefix(11))).program)
    }

    @Test(arguments: [1, 7, 30])
    func `a history has as many operations as requested, and ends by querying everything from every store`(
        steps: Int
    ) throws {
        for number in 0..<40 {
            let history = try history(number, Histories(steps: steps))
            var open: Set<Int> = []
            for step in history.steps {
                if case .makeStore(let store, _) = step.operation { open.insert(store) }
                if case .release(let store) = step.operation { open.remove(store) }
            }
            let stored = Set(history.traces.filter { (try? CallTraceRow($0)) != nil }.map { ExactString($0.module) })
            let end = try #require(history.steps.indices.last { !history.steps[$0].operation.isQuery }) + 1
            let ending = history.steps[end...]
            for store in open {
                var modules: Set<ExactString> = []
                var isListed = false
                for step in ending {
                    switch step.operation {
                    case .filter(store, _, let module, nil, nil): modules.insert(ExactString(module))
                    case .listModules(store): isListed = true
                    default: break
                    }
                }
                #expect(isListed && modules.isSuperset(of: stored), "history \(number)")
            }
            // Reopening is two operations.
            let releases = history.steps.count { if case .release = $0.operation { true } else { false } }
            let asked = history.steps.count - releases - 1
            #expect(asked >= steps && asked - steps >= open.count, "history \(number)")
        }
    }

    @Test func `every operation uses an open store or an earlier result`() throws {
        for history in try all() + RandomHistories.ephemeral.get() + RandomHistories.withClock.get() {
            #expect(history.isWellFormed)
            #expect(history.steps.allSatisfy { $0.task == nil })
        }
    }

    @Test func `a persistent store has several handles at once, an ephemeral one never`() throws {
        #expect(try all().contains { $0.handlesAtOnce > 1 })
        #expect(try RandomHistories.ephemeral.get().allSatisfy { $0.handlesAtOnce == 1 })
        // It is still reopened, and opened alongside others.
        #expect(
            try RandomHistories.ephemeral.get().contains { history in
                let opened = history.steps.compactMap { step -> String? in
                    guard case .makeStore(_, let connectionString) = step.operation else { return nil }
                    return connectionString
                }
                return opened.contains("2") && opened.count > Set(opened).count
            }
        )
    }

    @Test func `the clock moves only for a subject that can move it`() throws {
        func moves(in histories: [History]) -> [Int] {
            histories.flatMap(\.steps).compactMap { step in
                guard case .moveClock(let seconds) = step.operation else { return nil }
                return seconds
            }
        }
        #expect(try moves(in: all()).isEmpty)
        #expect(try Set(moves(in: RandomHistories.withClock.get())).isSuperset(of: [0, -1, 86_400, -86_400]))
    }

    @Test func `every kind of batch and trace occurs`() throws {
        let batches = try all().flatMap(\.batches)
        #expect(
            batches.contains { $0.isEmpty } && batches.contains { $0.count == 1 } && batches.contains { $0.count > 5 }
        )
        #expect(batches.contains { Set($0).count < $0.count })
        let traces = batches.flatMap(\.self)
        #expect(traces.contains(Unserializable.inReturn))
        for text in ["caf\u{e9}", "cafe\u{301}"] {
            #expect(traces.contains { $0.module.hasSameBytes(as: text) })
            #expect(traces.contains { $0.qualname.hasBytePrefix(text) })
            #expect(traces.contains { $0.argTypes[text] != nil })
        }
        let recorded = try Set(RecordedTraces.sample())
        #expect(traces.contains(where: recorded.contains) && traces.contains { $0.module == "a" })
        #expect(traces.contains { $0.returnType == .noneType } && traces.contains { $0.yieldType != nil })
    }

    @Test func `every kind of query occurs`() throws {
        let queries = try all().flatMap(\.queries)
        for limit in [nil, 0, 1, 2, 3, 2_000, .max, -1] { #expect(queries.contains { $0.limit == limit }) }
        #expect(queries.contains { $0.prefix == "" } && queries.contains { $0.prefix == "%" })
        #expect(queries.contains { $0.prefix?.hasBytePrefix("cafe\u{301}") == true })
        #expect(queries.contains { $0.module == "*" })
        let results = try all().flatMap(\.steps).count { if case .decode = $0.operation { true } else { false } }
        #expect(results > 0)
    }

    @Test func `names have NUL only for stores that keep it`() throws {
        func hasNUL(_ history: History) -> Bool { history.program.contains("\\0") }
        #expect(try all().contains(where: hasNUL))
        #expect(try !RandomHistories.withoutNUL.get().contains(where: hasNUL))
    }

    private static let fifthOfSeedOne = """
        let store1 = try await Store.makeStore(connectionString: "1")
        _ = consume store1
        let store2 = try await Store.makeStore(connectionString: "1")
        let thunks1 = try await store2.filter(module: "docutils.io", limit: 2_000)
        let thunks2 = try await store2.filter(module: "jmespath.lexer", limit: 3)
        _ = try await store2.listModules()
        let thunks3 = try await store2.filter(module: "docutils.io")
        let thunks4 = try await store2.filter(module: "docutils.utils._typing")
        let thunks5 = try await store2.filter(module: "docutils.writers._html_base")
        let thunks6 = try await store2.filter(module: "jmespath.lexer")
        """
}
