import CallTraces
import Testing

@testable import CallTraceContract

/// What is left of calls that no order explains.
@Suite struct LinearizabilityCoreTests {
    private func core(of table: String, keepsDuplicates: Bool = false) throws -> [String] {
        let model = Model(collapsesDuplicates: !keepsDuplicates)
        return Linearizability(of: try CallTable(table).calls, from: model).core.map { "\($0.time)" }
    }

    private func expectMinimal(
        _ calls: [ObservedCall],
        from model: Model,
        by precedence: Linearizability.Precedence = .time
    ) {
        func isLawful(_ calls: [ObservedCall]) -> Bool {
            Linearizability(of: calls, from: model, by: precedence).order != nil
        }
        let core = Linearizability(of: calls, from: model, by: precedence).core
        #expect(!isLawful(core))
        #expect(Set(core.map(\.text)).isSubset(of: calls.map(\.text)) && core.count <= calls.count)
        for index in core.indices where core[index].operation.isQuery {
            var rest = core
            rest.remove(at: index)
            #expect(isLawful(rest), "\(core[index].text) could be left out")
        }
        // An add of which the rest speaks is not left out: without it a lawful answer would look like none.
        let kept = Set(core.map(\.text))
        for call in calls where !kept.contains(call.text) {
            guard case .add(_, let batch) = call.operation else { continue }
            #expect(!core.contains { batch.traces.contains(where: $0.mentions) }, "\(call.text) is missing")
        }
    }

    @Test(arguments: LinearizabilityCase.unlawful)
    func `the core of calls is not lawful either, and has no question in vain`(_ labeled: LinearizabilityCase) throws {
        expectMinimal(try labeled.calls, from: labeled.model)
    }

    @Test(arguments: [Linearizability.Precedence.time, .program])
    func `the core of random calls is not lawful either, and has no question in vain`(
        by precedence: Linearizability.Precedence
    ) {
        var count = 0
        for seed in 0..<150 {
            let random = RandomCalls(seed: UInt64(seed), falsified: true)
            guard Linearizability(of: random.calls, from: random.model, by: precedence).order == nil else { continue }
            expectMinimal(random.calls, from: random.model, by: precedence)
            count += 1
        }
        #expect(count > 30)
    }

    @Test(arguments: LinearizabilityCase.lawful)
    func `the core of lawful calls is all of them`(_ labeled: LinearizabilityCase) throws {
        #expect(try labeled.question().core.map(\.text) == labeled.calls.map(\.text))
    }

    @Test func `questions and adds of other things are left out`() throws {
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

    @Test func `an add stays as long as an answer speaks of it`() throws {
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

    @Test func `an add that is known by its module alone stays`() throws {
        let core = try core(
            of: """
                1 1...2 add a.f -> done
                1 3...4 add b.g -> done
                1 5...6 modules -> a a b
                """
        )
        #expect(core == ["1...2", "3...4", "5...6"])
    }

    @Test func `a call that threw stays alone`() throws {
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
