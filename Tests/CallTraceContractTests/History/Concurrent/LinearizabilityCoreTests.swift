import CallTraces
import Testing

@testable import CallTraceContract

/// The calls that remain when everything that does not matter is removed from calls that no order explains.
@Suite struct LinearizabilityCoreTests {
    private func core(of table: String, keepsDuplicates: Bool = false) throws -> [String] {
        let model = Model(Model.Rules(collapsesDuplicates: !keepsDuplicates))
        return Linearizability(of: try CallTable(table).calls, from: model).core.map { "\($0.time)" }
    }

    private func expectMinimal(
        _ calls: [ObservedCall],
        from model: Model,
        preserving precedence: Linearizability.Precedence = .time
    ) {
        func isLawful(_ calls: [ObservedCall]) -> Bool {
            Linearizability(of: calls, from: model, preserving: precedence).order != nil
        }
        let core = Linearizability(of: calls, from: model, preserving: precedence).core
        #expect(!isLawful(core))
        #expect(Set(core.map(\.text)).isSubset(of: calls.map(\.text)) && core.count <= calls.count)
        for index in core.indices where core[index].operation.isQuery {
            var rest = core
            rest.remove(at: index)
            #expect(isLawful(rest), "\(core[index].text) could be left out")
        }
        // An add whose traces the core mentions stays, or a lawful answer would appear unlawful.
        let kept = Set(core.map(\.text))
        for call in calls where !kept.contains(call.text) {
            guard case .add(_, let batch) = call.operation else { continue }
            #expect(!core.contains { batch.traces.contains(where: $0.mentions) }, "\(call.text) is missing")
        }
    }

    @Test(arguments: LinearizabilityCase.unlawful)
    func `the core of unlawful calls is unlawful and minimal`(_ labeled: LinearizabilityCase) throws {
        expectMinimal(try labeled.calls, from: labeled.model)
    }

    @Test(arguments: [Linearizability.Precedence.time, .program])
    func `the core of unlawful random calls is unlawful and minimal`(
        preserving precedence: Linearizability.Precedence
    ) {
        var count = 0
        for seed in 0..<150 {
            let random = RandomCalls(seed: UInt64(seed), falsified: true)
            guard Linearizability(of: random.calls, from: random.model, preserving: precedence).order == nil else {
                continue
            }
            expectMinimal(random.calls, from: random.model, preserving: precedence)
            count += 1
        }
        #expect(count > 30)
    }

    @Test(arguments: LinearizabilityCase.lawful)
    func `the core of lawful calls is all calls`(_ labeled: LinearizabilityCase) throws {
        #expect(try labeled.question().core.map(\.text) == labeled.calls.map(\.text))
    }

    @Test func `the core has no unrelated queries and adds`() throws {
        let core = try core(
            of: """
                - 1...2 add b.g -> done
                1 3...4 add a.f -> done
                2 3...6 add b.h -> done
                1 7...8 filter b -> h g
                1 9...10 filter a -> f
                2 9...12 filter a -> none
                - 13...14 modules -> a b
                """
        )
        #expect(core == ["3...4", "9...12"])
    }

    @Test func `the core keeps an add whose traces an answer contains`() throws {
        let core = try core(
            of: """
                1 1...2 add a.f -> done
                1 3...4 add a.g -> done
                1 5...6 add a.h -> done
                2 7...8 filter a -> f g h
                """
        )
        #expect(core == ["1...2", "3...4", "5...6", "7...8"])
    }

    @Test func `the core keeps an add of which only the module was listed`() throws {
        let core = try core(
            of: """
                1 1...2 add a.f -> done
                1 3...4 add b.g -> done
                1 5...6 modules -> a a b
                """
        )
        #expect(core == ["1...2", "3...4", "5...6"])
    }

    @Test func `the core of calls of which one threw is that call`() throws {
        let core = try core(
            of: """
                1 1...2 add a.f -> done
                1 3...4 filter a -> threw
                2 1...6 modules -> a
                """
        )
        #expect(core == ["3...4"])
    }
}
