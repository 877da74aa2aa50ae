import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct ProgramWriterTests {
    private let writer = ProgramWriter(opener: "FileStore", folder: "/tmp/kit/7")

    private func program(_ operations: Step.Operation...) -> String {
        writer.program(operations.map { Step(operation: $0, task: nil) }).joined(separator: "\n")
    }

    private func filter(
        _ prefix: String? = nil,
        limit: Int? = nil
    ) -> Step.Operation {
        .filter(store: 2, result: 3, module: "it's \"m\"", qualnamePrefix: prefix, limit: limit)
    }

    @Test func `every operation is a statement that can be pasted`() {
        let program = program(
            .makeStore(store: 2, connectionString: "redis://host/1"),
            .add(store: 2, batch: []),
            .add(store: 2, batch: [CallTrace(module: "m", qualname: "f", returnType: .noneType)]),
            .add(store: 2, batch: .numbered(0..<1_000)),
            filter(),
            filter("cafe\u{301}"),
            filter("", limit: 0),
            filter(limit: .max),
            .decode(result: 3),
            .listModules(store: 2),
            .moveClock(seconds: -86_400),
            .damage(store: 2, module: "m", qualname: "f"),
            .release(store: 2)
        )
        #expect(
            program == #"""
                let store2 = try await FileStore.makeStore(connectionString: "redis://host/1")
                try await store2.add([])
                try await store2.add([CallTrace(module: "m", qualname: "f", returnType: .noneType)])
                try await store2.add((0..<1_000).map { CallTrace(module: "m", qualname: "f\($0)") })
                let thunks3 = try await store2.filter(module: "it's \"m\"")
                let thunks3 = try await store2.filter(module: "it's \"m\"", qualnamePrefix: "cafe\u{301}")
                let thunks3 = try await store2.filter(module: "it's \"m\"", qualnamePrefix: "", limit: 0)
                let thunks3 = try await store2.filter(module: "it's \"m\"", limit: .max)
                _ = try thunks3.map { try $0.toTrace() }
                _ = try await store2.listModules()
                // the store's clock moves by -86_400 seconds here
                // the stored record of "m", "f" in store2 is damaged here
                _ = consume store2
                """#
        )
    }

    @Test func `the kit's folder is replaced by one that the program creates`() {
        let program = program(
            .makeStore(store: 1, connectionString: "file:/tmp/kit/7/MODEL-1-x?also=/tmp/kit/7/y"),
            .makeStore(store: 2, connectionString: "/tmp/kit/70")
        )
        #expect(
            program == #"""
                let folder = NSTemporaryDirectory() + UUID().uuidString  // import Foundation
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                let store1 = try await FileStore.makeStore(connectionString: "file:\(folder)/MODEL-1-x?also=\(folder)/y")
                let store2 = try await FileStore.makeStore(connectionString: "\(folder)0")
                """#
        )
    }

    @Test func `the program creates no folder for connection strings outside of the kit's`() {
        #expect(!program(.makeStore(store: 1, connectionString: "redis://host/1")).contains("folder"))
        #expect(!program(.makeStore(store: 1, connectionString: "/tmp/kit/8/x")).contains("folder"))
    }

    @Test func `text around the folder is escaped`() {
        #expect(writer.literal("/tmp/kit/7/a\"b\n") == #""\(folder)/a\"b\n""#)
    }

    @Test func `a password is hidden`() {
        let program = program(.makeStore(store: 1, connectionString: "mysql://john:open-sesame@host/db"))
        #expect(program == #"let store1 = try await FileStore.makeStore(connectionString: "mysql://john:***@host/db")"#)
    }

    @Test func `the program goes on after a negative limit, and ends with one`() {
        #expect(
            program(filter("f", limit: -1), .listModules(store: 2), filter(limit: .min)) == #"""
                _ = try? await store2.filter(module: "it's \"m\"", qualnamePrefix: "f", limit: -1)
                _ = try await store2.listModules()
                let thunks3 = try await store2.filter(module: "it's \"m\"", limit: .min)
                """#
        )
    }

    @Test func `a step of a task says so`() {
        let steps = [nil, 2].map { Step(operation: .listModules(store: 1), task: $0) }
        #expect(
            writer.program(steps) == [
                "_ = try await store1.listModules()", "_ = try await store1.listModules()  // in task 2",
            ]
        )
    }

    @Test func `tasks that add at once are a task group`() {
        let ofTwo = TaskBatches(tasks: 2, count: 3, size: 2)
        #expect(
            program(.addInTasks(stores: [1], batches: ofTwo)) == #"""
                try await withThrowingDiscardingTaskGroup { group in
                    for task in 1...2 {
                        group.addTask {
                            for batch in 1...3 {
                                try await store1.add((1...2).map { CallTrace(module: "m", qualname: "task\(task).batch\(batch).f\($0)") })
                            }
                        }
                    }
                }
                """#
        )
        #expect(ofTwo.traces.map(\.qualname).prefix(3) == ["task1.batch1.f1", "task1.batch1.f2", "task1.batch2.f1"])
        #expect(Set(ofTwo.traces).count == 12)

        let shared = TaskBatches(tasks: 2, count: 1, size: 1, areShared: true)
        #expect(
            program(.addInTasks(stores: [1], batches: shared)) == #"""
                try await withThrowingDiscardingTaskGroup { group in
                    for _ in 1...2 {
                        group.addTask {
                            try await store1.add([CallTrace(module: "m", qualname: "batch1.f1")])
                        }
                    }
                }
                """#
        )
        #expect(shared.traces.map(\.qualname) == ["batch1.f1", "batch1.f1"])

        let ofType = TaskBatches(tasks: 2, count: 2, size: 1, returnType: .noneType)
        #expect(
            program(.addInTasks(stores: [1, 2], batches: ofType)) == #"""
                let stores = [store1, store2]
                try await withThrowingDiscardingTaskGroup { group in
                    for task in 1...2 {
                        group.addTask {
                            for batch in 1...2 {
                                try await stores[task - 1].add([CallTrace(module: "m", qualname: "task\(task).batch\(batch).f1", returnType: .noneType)])
                            }
                        }
                    }
                }
                """#
        )
        #expect(ofType.traces.allSatisfy { $0.returnType == .noneType })
    }
}
