import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct HistoryRenumberedTests {
    private func renumbered(_ operations: [Step.Operation]) -> String {
        History(steps: operations.map { Step(operation: $0, task: nil) }).renumbered.program
    }

    @Test func `stores, results and connection strings are numbered from one, in order of creation`() {
        let program = renumbered([
            .makeStore(store: 7, connectionString: "3"),
            .makeStore(store: 9, connectionString: "1"),
            .makeStore(store: 4, connectionString: "3"),
            .filter(store: 4, result: 8, module: "m", qualnamePrefix: nil, limit: nil),
            .filter(store: 7, result: 5, module: "m", qualnamePrefix: "f", limit: 1),
            .add(store: 9, batch: []),
            .decode(result: 8),
            .release(store: 9),
            .damage(store: 7, module: "m", qualname: "f"),
            .listModules(store: 4),
        ])
        #expect(
            program == """
                let store1 = try await Store.makeStore(connectionString: "1")
                let store2 = try await Store.makeStore(connectionString: "2")
                let store3 = try await Store.makeStore(connectionString: "1")
                let thunks1 = try await store3.filter(module: "m")
                let thunks2 = try await store1.filter(module: "m", qualnamePrefix: "f", limit: 1)
                try await store2.add([])
                _ = try thunks1.map { try $0.toTrace() }
                _ = consume store2
                // the stored record of "m", "f" in store1 is damaged here
                _ = try await store3.listModules()
                """
        )
    }

    @Test func `steps that use a missing store or result are left out`() {
        let program = renumbered([
            .add(store: 1, batch: []),
            .makeStore(store: 2, connectionString: "1"),
            .listModules(store: 1),
            .release(store: 1),
            .decode(result: 1),
            .filter(store: 1, result: 1, module: "m", qualnamePrefix: nil, limit: nil),
            .decode(result: 1),
            .damage(store: 3, module: "m", qualname: "f"),
            .release(store: 2),
            .release(store: 2),
            .add(store: 2, batch: []),
            .moveClock(seconds: 1),
        ])
        #expect(
            program == """
                let store1 = try await Store.makeStore(connectionString: "1")
                _ = consume store1
                // the store's clock moves by 1 seconds here
                """
        )
    }

    @Test func `tasks are numbered from one, and steps outside of tasks stay there`() {
        let tasks = [nil, 5, 3, 5, nil]
        let steps =
            [Step(operation: .makeStore(store: 1, connectionString: "1"), task: nil)]
            + tasks.map { Step(operation: .listModules(store: 1), task: $0) }
        #expect(History(steps: steps).renumbered.steps.map(\.task) == [nil, nil, 1, 2, 1, nil])
    }

    @Test func `a random history is already numbered`() throws {
        for number in 0..<20 {
            let history = try History.random(number, of: Histories(), for: .withClock, keepsNUL: true)
            #expect(history.renumbered.steps.count == history.steps.count)
            #expect(history.renumbered.renumbered.program == history.renumbered.program)
        }
    }
}
