import CallTraces

extension ProgramWriter {
    /// How often the program repeats its history, which fails only by chance.
    private static let attempts = 200

    /// A program that runs the tasks of a history concurrently, and fails when no order explains what they return.
    ///
    /// - Parameters:
    ///   - history: The history.
    ///   - steps: The steps recorded when it was played, which include the connection string.
    ///   - model: An empty model.
    ///   - interleaving: Decides the order in which tasks go on; without one, the program repeats the history until it
    ///     fails.
    /// - Returns: The lines of the program.
    func program(
        of history: History,
        asPlayed steps: [Step],
        model: Model,
        in interleaving: Interleaving? = nil
    ) -> [String] {
        guard !history.tasks.isEmpty else { return program(steps) }
        let connectionString =
            steps.lazy.compactMap { step -> String? in
                guard case .makeStore(_, let connectionString) = step.operation else { return nil }
                return connectionString
            }.first ?? ""
        let start = interleaving.map { "try await \($0.swift) {" } ?? "for attempt in 1...\(Self.attempts) {"
        var lines = preamble(of: steps) + [start]
        var body: [String] = []
        for step in history.beginning {
            if case .makeStore(let store, _) = step.operation {
                let literal = literal(connectionString)
                let fresh = interleaving == nil ? String(literal.dropLast()) + "-\\(attempt)\"" : literal
                body.append("let store\(store) = \(opening(fresh))")
            } else {
                body.append(step.operation.isQuery ? "_ = \(query(step.operation))" : statement(step.operation))
            }
        }
        let tasks = history.tasks
        for (number, task) in zip(1..., tasks) {
            let hasAnswers = task.contains { $0.operation.isQuery || $0.cancellation != nil }
            body.append("async let task\(number): [[String]] = {")
            if hasAnswers { body.append("    var answers: [[String]] = []") }
            body += task.flatMap { statements(of: $0) }.map(\.indented)
            body.append(hasAnswers ? "    return answers" : "    return []")
            body.append("}()")
        }
        let together = tasks.indices.map { "task\($0 + 1)" }.joined(separator: " + ")
        let endsWithQueries = history.ending.contains { $0.operation.isQuery }
        body.append("\(endsWithQueries ? "var" : "let") answers = try await \(together)")
        for step in history.ending { body += statements(of: step) }
        let lawful = lawfulAnswers(of: history, from: model)
        body.append("// What the calls can return, in one order or another:")
        body.append("let lawful: [[[String]]] = \(Self.array(lawful))")
        body.append("try #require(lawful.contains(answers))")
        lines += body.map(\.indented)
        return lines + ["}"]
    }

    /// What the program records instead of the answer of a call that was canceled and threw.
    private static let threw = "threw"

    /// What the program records of an `add` that could have been canceled, and returned.
    private static let returned = "returned"

    /// A step as statements that append its answer: qualnames, newest first, or modules by name.
    private func statements(of step: Step) -> [String] {
        let operation = step.operation
        guard let turns = step.cancellation else {
            return [operation.isQuery ? "answers.append(\(answer(of: operation)))" : statement(operation)]
        }
        let call = operation.isQuery ? answer(of: operation) : statement(operation)
        let answer = operation.isQuery ? "answer" : "[\(SwiftText.string(Self.returned))]"
        return [
            "do {",
            "    \(operation.isQuery ? "let answer = " : "")try await canceled(afterTurns: \(turns)) {",
            call.indented.indented,
            "    }",
            "    answers.append(\(answer))",
            "} catch {",
            "    answers.append([\(SwiftText.string(Self.threw))])",
            "}",
        ]
    }

    /// The answer of a query, as an expression.
    private func answer(of operation: Step.Operation) -> String {
        if case .listModules = operation { return "\(query(operation)).sorted()" }
        return "\(query(operation)).map { try $0.toTrace().qualname }"
    }

    /// The lists of answers as Swift, never abbreviated, because the program needs all of them.
    private static func array(_ lists: [String]) -> String {
        guard (2...60).contains(lists.count) else { return SwiftText.array(lists) }
        return "[\n" + lists.map { "    \($0),\n" }.joined() + "]"
    }

    /// Every list of answers that some order of the tasks' steps gives, as Swift.
    private func lawfulAnswers(of history: History, from model: Model) -> [String] {
        var texts: [String] = []
        for order in history.orders(upTo: 1_000) {
            var outcomes = [LawfulOutcome(model: model)]
            for (index, step) in order.enumerated() {
                // The program ignores answers from before the tasks, and appends those from after them.
                let isAnswered = index >= history.beginning.count
                outcomes = outcomes.flatMap { $0.outcomes(of: step, isAnswered: isAnswered) }
            }
            for text in outcomes.map(\.swift) where !texts.contains(text) { texts.append(text) }
        }
        return texts
    }

    /// What calls have answered, and what the model holds after them.
    private struct LawfulOutcome {
        var model: Model
        /// By task; those from after the tasks last.
        var answers: [Int: [[String]]] = [:]

        /// What can come of one more call: two outcomes if it is canceled.
        func outcomes(of step: Step, isAnswered: Bool) -> [LawfulOutcome] {
            var (done, threw) = (self, self)
            var answer: [String]?
            switch step.operation {
            case .add(_, let batch):
                done.model.add(batch.traces)
                if step.cancellation != nil { answer = [ProgramWriter.returned] }
            case .filter(_, _, let module, let prefix, let limit):
                let found = model.filter(module: module, qualnamePrefix: prefix, limit: limit)
                answer = (found ?? []).map(\.qualname)
            case .listModules:
                answer = model.modules
            case .makeStore, .release, .decode, .moveClock, .damage, .startProcess, .endProcess, .remark, .use,
                .addInTasks:
                break
            }
            if isAnswered, let answer { done.answers[step.task ?? .max, default: []].append(answer) }
            guard step.cancellation != nil else { return [done] }
            threw.answers[step.task ?? .max, default: []].append([ProgramWriter.threw])
            return [done, threw]
        }

        var swift: String {
            let lists = answers.sorted { $0.key < $1.key }.flatMap(\.value)
            return "[\(lists.map { "[\($0.map(SwiftText.string).joined(separator: ", "))]" }.joined(separator: ", "))]"
        }
    }
}

extension ProgramWriter {
    /// A program in which two tasks open a store and add a trace each, and a third store must find both.
    func program(ofOpeningAtOnce connectionString: String, in interleaving: Interleaving) -> [String] {
        func task(_ name: String, adding qualname: String) -> [String] {
            [
                "    async let \(name): Void = {",
                "        let store = \(opening(literal(connectionString)))",
                "        try await store.add([CallTrace(module: \"m\", qualname: \"\(qualname)\")])",
                "    }()",
            ]
        }
        let folder = preamble(of: [Step(operation: .makeStore(store: 1, connectionString: connectionString), task: nil)]
        )
        return folder
            + ["try await \(interleaving.swift) {"]
            + task("task1", adding: "f") + task("task2", adding: "g")
            + [
                "    _ = try await (task1, task2)",
                "    let store3 = \(opening(literal(connectionString)))",
                "    let found = try await store3.filter(module: \"m\").map { try $0.toTrace().qualname }",
                "    try #require(found.sorted() == [\"f\", \"g\"])",
                "}",
            ]
    }
}

extension Interleaving {
    /// The call that runs a body in this order.
    fileprivate var swift: String {
        switch strategy {
        case .randomWalk: "interleaved(seed: \(seed))"
        case .priorities(let changes, let steps):
            "interleaved(seed: \(seed), .priorities(changes: \(changes), steps: \(steps)))"
        }
    }
}
