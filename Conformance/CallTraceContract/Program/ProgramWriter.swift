import Foundation

/// Writes the recorded steps as Swift to paste into a test.
package struct ProgramWriter: Sendable {
    /// What `makeStore(connectionString:)` is called on.
    let opener: String

    /// The kit's directory, which is gone by the time the program runs; the program creates its own.
    let folder: String

    /// The steps in order, with a comment for those of a concurrent task.
    func program(_ steps: [Step]) -> [String] {
        preamble(of: steps)
            + steps.enumerated().flatMap { index, step -> [String] in
                // A lawful store rejects a negative limit, and the program must continue.
                let mustContinue = step.operation.isRefused && index < steps.count - 1
                let statement = mustContinue ? attempt(step.operation) : statement(step.operation)
                return [statement + (step.task.map { "  // in task \($0)" } ?? "")]
            }
    }

    /// The steps after a child process was killed: an exit test that kills itself once the last acknowledged `add` has
    /// returned.
    func program(afterCrash steps: [Step]) -> [String] {
        guard steps.count > 2, case .startProcess(let connectionString, _, let batchSize) = steps[0].operation,
            case .endProcess(let acknowledged, isKilled: true) = steps[1].operation
        else { return program(steps) }
        let capture = needsFolder(connectionString) ? " [folder = folder as String] in" : ""
        return preamble(of: steps) + [
            "await #expect(processExitsWith: .signal(SIGKILL)) {\(capture)",
            "    let store = \(opening(literal(connectionString)))",
            "    for batch in 0..<\(SwiftText.number(acknowledged)) {",
            "        try await store.add((0..<\(SwiftText.number(batchSize))).map {"
                + " CallTrace(module: \"m\", qualname: \"batch\\(batch).f\\($0)\") })",
            "    }",
            "    kill(getpid(), SIGKILL)",
            "}",
        ] + steps.dropFirst(2).map { statement($0.operation) }
    }

    /// The lines before the steps: they create a directory for stores in files.
    func preamble(of steps: [Step]) -> [String] {
        let needsFolder = steps.contains { step in
            guard case .makeStore(_, let connectionString) = step.operation else { return false }
            return self.needsFolder(connectionString)
        }
        guard needsFolder else { return [] }
        return [
            "let folder = NSTemporaryDirectory() + UUID().uuidString  // import Foundation",
            "try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)",
        ]
    }

    private func needsFolder(_ connectionString: String) -> Bool {
        connectionString.utf8.count > folder.utf8.count && connectionString.contains(folder)
    }

    /// One operation as a statement.
    func statement(_ operation: Step.Operation) -> String {
        switch operation {
        case .makeStore(let store, let connectionString):
            return "let store\(store) = \(opening(literal(connectionString)))"
        case .release(let store):
            return "_ = consume store\(store)"
        case .add(let store, let batch):
            return "try await store\(store).add(\(batch.swift))"
        case .filter(_, let result, _, _, _):
            return "let thunks\(result) = \(query(operation))"
        case .decode(let result):
            return "_ = \(decoded(result))"
        case .listModules:
            return "_ = \(query(operation))"
        case .moveClock(let seconds):
            return "// the store's clock moves by \(SwiftText.number(seconds)) seconds here"
        case .damage(let store, let module, let qualname):
            let record = "\(SwiftText.string(module)), \(SwiftText.string(qualname))"
            return "// the stored record of \(record) in store\(store) is damaged here"
        case .startProcess(let connectionString, batches: 0, batchSize: 0):
            return "// a child process opens \(literal(connectionString))"
        case .startProcess(let connectionString, batches: 0, _):
            return "// a child process opens \(literal(connectionString)) and reads over and over"
        case .startProcess(let connectionString, let batches, let batchSize):
            return
                "// a child process opens \(literal(connectionString)) and adds \(SwiftText.count(batches, "batch", "es"))"
                + " of \(SwiftText.count(batchSize, "trace"))"
        case .endProcess(let acknowledged, let isKilled):
            return "// the child process \(isKilled ? "is killed" : "ends"), with"
                + " \(SwiftText.count(acknowledged, "batch", "es")) acknowledged"
        case .remark(let text):
            return "// \(text)"
        case .use(let store, let calls, let module, let times):
            let statements = PastCall.allCases.filter(calls.contains).map { call in
                "\n    " + statement(call, store: store, module: SwiftText.string(module))
            }
            return "for number in 1...\(SwiftText.number(times)) {" + statements.joined() + "\n}"
        case .addInTasks(let stores, let batches):
            return adding(batches, to: stores)
        }
    }

    /// Tasks that add at once, as a task group.
    private func adding(_ batches: TaskBatches, to stores: [Int]) -> String {
        let names = stores.map { "store\($0)" }
        let add = "try await \(names.count == 1 ? names[0] : "stores[task - 1]").add(\(batches.swift))"
        let body = batches.count == 1 ? add : "for batch in 1...\(batches.count) {\n\(add.indented)\n}"
        return """
            \(names.count == 1 ? "" : "let stores = [\(names.joined(separator: ", "))]\n")\
            try await withThrowingDiscardingTaskGroup { group in
                for \(batches.areShared && names.count == 1 ? "_" : "task") in 1...\(batches.tasks) {
                    group.addTask {
            \(body.indented.indented.indented)
                    }
                }
            }
            """
    }

    /// What a program says of an operation that no language can express, as a sentence; `nil` for any other operation.
    package func comment(on operation: Step.Operation) -> String? {
        let statement = statement(operation)
        return statement.hasPrefix("// ") ? String(statement.dropFirst(3)) : nil
    }

    /// One of several calls of a kind.
    private func statement(_ call: PastCall, store: Int, module: String) -> String {
        switch call {
        case .add: "try await store\(store).add([CallTrace(module: \(module), qualname: \"f\\(number)\")])"
        case .filter: "_ = try await store\(store).filter(module: \(module))"
        case .listModules: "_ = try await store\(store).listModules()"
        }
    }

    private func attempt(_ operation: Step.Operation) -> String {
        "_ = " + query(operation).replacingOccurrences(of: "try await", with: "try? await")
    }

    /// Opens a store, as an expression.
    func opening(_ connectionString: String) -> String {
        "try await \(opener).makeStore(connectionString: \(connectionString))"
    }

    /// A `filter` or `listModules()`, as an expression.
    func query(_ operation: Step.Operation) -> String {
        switch operation {
        case .filter(let store, _, let module, let qualnamePrefix, let limit):
            var arguments = ["module: \(SwiftText.string(module))"]
            if let qualnamePrefix { arguments.append("qualnamePrefix: \(SwiftText.string(qualnamePrefix))") }
            if let limit { arguments.append("limit: \(SwiftText.limit(limit))") }
            return "try await store\(store).filter(\(arguments.joined(separator: ", ")))"
        case .listModules(let store):
            return "try await store\(store).listModules()"
        case .makeStore, .release, .add, .decode, .moveClock, .damage, .startProcess, .endProcess, .remark, .use,
            .addInTasks:
            return statement(operation)
        }
    }

    /// The traces of a result, as an expression.
    func decoded(_ result: Int) -> String {
        "try thunks\(result).map { try $0.toTrace() }"
    }

    /// A connection string as a literal, with its password hidden and its path in the program's own directory.
    func literal(_ connectionString: String) -> String {
        let parts = parts(of: connectionString)
        guard parts.count > 1 else { return SwiftText.string(parts[0]) }
        return "\"" + parts.map { SwiftText.string($0).dropFirst().dropLast() }.joined(separator: "\\(folder)") + "\""
    }

    /// A connection string with its password hidden, split where the program is to put its own directory.
    ///
    /// - Parameter connectionString: The connection string.
    /// - Returns: At least one part.
    package func parts(of connectionString: String) -> [String] {
        let text = URIPassword(in: connectionString)?.redacted(in: connectionString) ?? connectionString
        return text.components(separatedBy: folder)
    }
}
