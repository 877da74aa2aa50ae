import CallTraces
import Testing

@testable import CallTraceContract

/// The programs of histories with concurrent tasks.
@Suite struct ConcurrentProgramTests {
    private func step(_ operation: Step.Operation, in task: Int? = nil) -> Step {
        Step(operation: operation, task: task)
    }

    private func add(_ names: String..., module: String = "a") -> Step.Operation {
        .add(store: 1, batch: Batch(names.map { CallTrace(module: module, qualname: $0) }))
    }

    private let filter = Step.Operation.filter(
        store: 1,
        result: 1,
        module: "a",
        qualnamePrefix: nil,
        limit: nil
    )

    private func program(
        of steps: [Step],
        connectionString: String = "redis://host/MODEL-2-x-1",
        collapsesDuplicates: Bool = true,
        in interleaving: Interleaving? = nil
    ) -> String {
        let played = steps.map { step in
            guard case .makeStore(let store, _) = step.operation else { return step }
            return Step(operation: .makeStore(store: store, connectionString: connectionString), task: nil)
        }
        let model = Model(Model.Rules(collapsesDuplicates: collapsesDuplicates))
        return ProgramWriter(opener: "RedisStore", folder: "/tmp/kit/7")
            .program(of: History(steps: steps), asPlayed: played, model: model, in: interleaving)
            .joined(separator: "\n")
    }

    @Test func `tasks run concurrently, and their answers must be among all lawful ones`() {
        let program = program(of: [
            step(.makeStore(store: 1, connectionString: "1")), step(.makeStore(store: 2, connectionString: "1")),
            step(add("f")), step(filter), step(add("g", "h"), in: 1), step(filter, in: 2),
            step(.listModules(store: 2), in: 2), step(filter),
        ])
        #expect(
            program == #"""
                for attempt in 1...200 {
                    let store1 = try await RedisStore.makeStore(connectionString: "redis://host/MODEL-2-x-1-\(attempt)")
                    let store2 = try await RedisStore.makeStore(connectionString: "redis://host/MODEL-2-x-1-\(attempt)")
                    try await store1.add([CallTrace(module: "a", qualname: "f")])
                    _ = try await store1.filter(module: "a")
                    async let task1: [[String]] = {
                        try await store1.add([
                            CallTrace(module: "a", qualname: "g"),
                            CallTrace(module: "a", qualname: "h"),
                        ])
                        return []
                    }()
                    async let task2: [[String]] = {
                        var answers: [[String]] = []
                        answers.append(try await store1.filter(module: "a").map { try $0.toTrace().qualname })
                        answers.append(try await store2.listModules().sorted())
                        return answers
                    }()
                    var answers = try await task1 + task2
                    answers.append(try await store1.filter(module: "a").map { try $0.toTrace().qualname })
                    // What the calls can return, in one order or another:
                    let lawful: [[[String]]] = [
                        [["h", "g", "f"], ["a"], ["h", "g", "f"]],
                        [["f"], ["a"], ["h", "g", "f"]],
                    ]
                    try #require(lawful.contains(answers))
                }
                """#
        )
    }

    @Test func `calls that are canceled may have returned or thrown`() {
        let queries: [Step.Operation] = [filter, .listModules(store: 1)]
        let program = program(
            of: [
                step(.makeStore(store: 1, connectionString: "1")),
                Step(operation: add("f"), task: 1, cancellation: 3),
                Step(operation: queries[0], task: 2, cancellation: 0),
                step(queries[1]),
            ],
            in: Interleaving(seed: 7)
        )
        #expect(
            program == #"""
                try await interleaved(seed: 7) {
                    let store1 = try await RedisStore.makeStore(connectionString: "redis://host/MODEL-2-x-1")
                    async let task1: [[String]] = {
                        var answers: [[String]] = []
                        do {
                            try await canceled(afterTurns: 3) {
                                try await store1.add([CallTrace(module: "a", qualname: "f")])
                            }
                            answers.append(["returned"])
                        } catch {
                            answers.append(["threw"])
                        }
                        return answers
                    }()
                    async let task2: [[String]] = {
                        var answers: [[String]] = []
                        do {
                            let answer = try await canceled(afterTurns: 0) {
                                try await store1.filter(module: "a").map { try $0.toTrace().qualname }
                            }
                            answers.append(answer)
                        } catch {
                            answers.append(["threw"])
                        }
                        return answers
                    }()
                    var answers = try await task1 + task2
                    answers.append(try await store1.listModules().sorted())
                    // What the calls can return, in one order or another:
                    let lawful: [[[String]]] = [
                        [["returned"], ["f"], ["a"]],
                        [["returned"], ["threw"], ["a"]],
                        [["threw"], [], []],
                        [["threw"], ["threw"], []],
                        [["returned"], [], ["a"]],
                    ]
                    try #require(lawful.contains(answers))
                }
                """#
        )
    }

    @Test func `each list of answers appears once, and answers are constant without an ending`() {
        let program = program(of: [
            step(.makeStore(store: 1, connectionString: "1")), step(add("f"), in: 1), step(add("f"), in: 2),
            step(filter, in: 2),
        ])
        #expect(program.contains("    let answers = try await task1 + task2\n"))
        #expect(program.contains(#"    let lawful: [[[String]]] = [[["f"]]]"#))
    }

    @Test func `the model decides what is lawful`() {
        let program = program(
            of: [
                step(.makeStore(store: 1, connectionString: "1")), step(add("f"), in: 1), step(add("f"), in: 2),
                step(filter, in: 2),
            ],
            collapsesDuplicates: false
        )
        #expect(program.contains("\n        [[\"f\", \"f\"]],\n        [[\"f\"]],\n"))
    }

    @Test func `every lawful answer appears, however many there are`() {
        // Three adds concurrent with three others, queried afterward: 20 answers.
        var steps = [step(.makeStore(store: 1, connectionString: "1"))]
        for task in 1...2 {
            for number in 1...3 { steps.append(step(add("f\(task)\(number)"), in: task)) }
        }
        let program = program(of: steps + [step(filter)])
        let lines = program.split(separator: "\n").filter { $0.contains("[[\"f") }
        #expect(lines.count == 20)
        #expect(!program.contains("more"))
    }

    @Test func `each attempt has its own connection string, in the program's own folder and without the password`() {
        let steps = [
            step(.makeStore(store: 1, connectionString: "1")), step(add("f"), in: 1), step(filter, in: 2),
        ]
        let inFolder = program(of: steps, connectionString: "/tmp/kit/7/x")
        #expect(inFolder.hasPrefix("let folder = NSTemporaryDirectory()"))
        #expect(inFolder.contains(#"makeStore(connectionString: "\(folder)/x-\(attempt)")"#))
        let secret = program(of: steps, connectionString: "mysql://john:open-sesame@host/x")
        #expect(secret.contains(#"makeStore(connectionString: "mysql://john:***@host/x-\(attempt)")"#))
    }

    @Test func `a history without tasks is a plain program`() {
        let program = program(of: [step(.makeStore(store: 1, connectionString: "1")), step(add("f")), step(filter)])
        #expect(
            program == """
                let store1 = try await RedisStore.makeStore(connectionString: "redis://host/MODEL-2-x-1")
                try await store1.add([CallTrace(module: "a", qualname: "f")])
                let thunks1 = try await store1.filter(module: "a")
                """
        )
    }
}
