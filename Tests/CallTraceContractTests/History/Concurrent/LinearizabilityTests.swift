import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct LinearizabilityTests {
    @Test(arguments: LinearizabilityCase.lawful + LinearizabilityCase.unlawful)
    func `an order is found where there is one, and only there`(_ labeled: LinearizabilityCase) throws {
        #expect((try labeled.question().order != nil) == labeled.isLawful)
        #expect((try labeled.question(preserving: .program).order != nil) == labeled.isLawfulByProgram)
    }

    @Test(arguments: LinearizabilityCase.lawful, [Linearizability.Precedence.time, .program])
    func `an order that is found explains every answer`(
        _ labeled: LinearizabilityCase,
        preserving precedence: Linearizability.Precedence
    ) throws {
        let order = try #require(try labeled.question(preserving: precedence).order)
        let witness = BruteForce(calls: try labeled.calls, model: labeled.model, precedence: precedence)
        #expect(witness.explains(order))
    }

    @Test func `an order keeps to what the model holds at first`() throws {
        var model = Model()
        model.add([CallTrace(module: "a", qualname: "f")])
        let calls = try CallTable("1 1...2 filter a -> f").calls
        #expect(Linearizability(of: calls, from: model).order == [0])
    }

    @Test(arguments: [Linearizability.Precedence.time, .program])
    func `the search says of random calls what trying every order says`(
        preserving precedence: Linearizability.Precedence
    ) throws {
        var verdicts: [Bool: Int] = [:]
        for seed in 0..<400 {
            let random = RandomCalls(seed: UInt64(seed), falsified: seed % 4 != 0)
            let question = Linearizability(of: random.calls, from: random.model, preserving: precedence)
            let bruteForce = BruteForce(calls: random.calls, model: random.model, precedence: precedence)
            let order = question.order
            #expect((order != nil) == bruteForce.isLawful, "seed \(seed)")
            if let order { #expect(bruteForce.explains(order), "seed \(seed)") }
            if !random.isFalsified { #expect(order != nil, "seed \(seed)") }
            verdicts[order != nil, default: 0] += 1
        }
        #expect(verdicts.values.allSatisfy { $0 > 60 } && verdicts.count == 2)
    }

    @Test func `a place where the search has been is not looked at again`() throws {
        // There are 479,001,600 orders of these adds, and 4,096 sets of them.
        let adds = (1...12).map { "\($0) \($0)...\(100 + $0) add a.f -> done" }.joined(separator: "\n")
        let calls = try CallTable(adds + "\n13 13...113 filter a -> g").calls
        #expect(Linearizability(of: calls, from: Model()).order == nil)
    }
}
