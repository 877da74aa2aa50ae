import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct ConcurrentHistoryTests {
    private func all(_ histories: Histories = Histories(), for subject: AnySubject = .persistent) -> [History] {
        (0..<120).map { History.concurrent($0, of: histories, for: subject) }
    }

    @Test func `equal seeds and numbers give equal histories, different ones different histories`() {
        #expect(all().map(\.program) == all(Histories(count: 1, steps: 1)).map(\.program))
        #expect(Set((all() + all(Histories(seed: 2))).map(\.program)).count == 240)
    }

    @Test func `2 to 4 tasks perform 1 to 3 operations each`() {
        #expect(Set(all().map(\.tasks.count)) == [2, 3, 4])
        #expect(Set(all().flatMap { $0.tasks.map(\.count) }) == [1, 2, 3])
        for history in all() {
            let numbers = history.steps.compactMap(\.task)
            #expect(numbers == numbers.sorted() && Set(numbers) == Set(1...history.tasks.count))
        }
    }

    @Test func `every operation uses an open store, and tasks only add and query`() {
        for history in all() + all(for: .ephemeral) {
            #expect(history.isWellFormed, "\(history.program)")
            for step in history.tasks.flatMap(\.self) {
                if case .add = step.operation { continue }
                #expect(step.operation.isQuery)
            }
        }
    }

    @Test func `a history ends by querying everything from every store, outside of any task`() {
        for history in all() {
            let stores = history.steps.count { if case .makeStore = $0.operation { true } else { false } }
            #expect(history.ending.count == 4 * stores)
            #expect(Set(history.traces.map(\.module)).isSubset(of: ["a", "b", "c"]))
            for store in 1...stores {
                let asked = history.ending.compactMap { step -> String? in
                    switch step.operation {
                    case .filter(store, _, let module, nil, nil): module
                    case .listModules(store): "all"
                    default: nil
                    }
                }
                #expect(asked == ["all", "a", "b", "c"])
            }
        }
    }

    @Test func `a persistent store is opened once or twice, an ephemeral one once`() {
        #expect(Set(all().map(\.handlesAtOnce)) == [1, 2])
        #expect(Set(all(for: .ephemeral).map(\.handlesAtOnce)) == [1])
    }

    @Test func `every kind of operation occurs in a task`() {
        let histories = all()
        #expect(Set(histories.flatMap(\.batches).map(\.count)).isSuperset(of: [1, 2, 3, 12]))
        #expect(histories.contains { Set($0.traces).count < $0.traces.count })
        let asked = histories.flatMap { History(steps: $0.tasks.flatMap(\.self)).queries }
        #expect(asked.contains { $0.limit == 2 } && asked.contains { $0.module == "b" && $0.limit == nil })
        #expect(
            histories.contains { history in
                history.tasks.joined().contains { if case .listModules = $0.operation { true } else { false } }
            }
        )
        #expect(histories.contains { $0.beginning.count > $0.handlesAtOnce })
    }
}
