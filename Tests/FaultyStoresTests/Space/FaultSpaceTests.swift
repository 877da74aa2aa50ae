import CallTraceContract
import CallTraces
import Testing

@testable import FaultyStores

@Suite struct FaultSpaceTests {
    @Test func `every fault has a name of its own, and names clauses that are judged`() {
        var names: Set<ExactString> = []
        for point in FaultSpace.all {
            #expect(names.insert(ExactString(point.name)).inserted, "\(point.name) occurs twice")
            #expect(!point.naming.isEmpty && point.naming.allSatisfy(Contract.defaultClauses.contains), "\(point.name)")
        }
        #expect(names.count > 10_000)
    }

    @Test func `a name is the operator, the place and the value`() {
        let names = Set(FaultSpace.all.map(\.name))
        #expect(names.contains("normalize at stored qualname (NFC)"))
        #expect(names.contains("normalize at stored qualname (NFC, from call 5 on)"))
        #expect(names.contains("show to one handle at batches, which no other handle sees"))
    }

    @Test func `the space is enumerated in the same order each time`() {
        #expect(FaultSpace.all.map(\.name) == FaultSpace.all.map(\.name))
    }

    @Test func `a seed determines the sample`() {
        let names = FaultSpace.sample(300, seed: 7).map(\.name)
        #expect(names == FaultSpace.sample(300, seed: 7).map(\.name))
        #expect(names != FaultSpace.sample(300, seed: 8).map(\.name))
        #expect(Set(names).count == 300)
    }

    @Test func `rare operators are drawn as often as common ones`() {
        let kinds = Dictionary(grouping: FaultSpace.sample(1_000, seed: 7), by: \.kind).mapValues(\.count)
        for kind in FaultKind.allCases {
            let share = FaultSpace.operators.count { $0.kind == kind } * 1_000 / FaultSpace.operators.count
            #expect(kinds[kind, default: 0] > share / 2, "\(kind)")
        }
        #expect(Set(FaultSpace.sample(100, seed: 7, of: .cache).map(\.kind)) == [.cache])
    }

    @Test func `a sample ends when there is nothing new to draw`() {
        let count = FaultSpace.all.count { $0.kind == .visibility }
        #expect(FaultSpace.sample(count + 1, seed: 7, of: .visibility).count <= count)
    }

    @Test(arguments: [1, 5])
    func `a fault begins with its first call`(firstCall: Int) async throws {
        let value = FaultValue { $0.changeTraces { _ in [] } }
        let point = FaultPoint(.size, "lose", FaultPlace("batches", [.add4], [value]), value, from: firstCall)
        let store = try await point.open("a", on: PlainServer())
        for number in 1...6 { try await store.add([CallTrace(module: "m", qualname: "f\(number)")]) }
        #expect(try await store.filter(module: "m").count == firstCall - 1)
    }

    @Test func `a store without a fault survives`() async {
        let value = FaultValue { _ in }
        let point = FaultPoint(
            .size,
            "nothing",
            FaultPlace("nowhere", [.filter4, .list1], [value]),
            value,
            from: 5
        )
        let verdict = await FaultVerdict(judging: point)
        #expect(verdict.condemning == nil)
        #expect(verdict.kitErrors.isEmpty)
    }

    @Test func `the clauses that name a fault judge it first`() async throws {
        let point = try #require(FaultSpace.all.first { $0.name == "sort at results (oldest first)" })
        let verdict = await FaultVerdict(judging: point)
        #expect(verdict.condemning == .filter4)
        #expect(verdict.isNamedRight)
    }
}
