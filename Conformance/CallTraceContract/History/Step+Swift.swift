extension Step {
    /// The step as a line of Swift, with a note of the task that ran it beside others.
    ///
    /// - Parameter storeName: The type of the store.
    /// - Returns: A statement, on several lines where a batch is long.
    public func swift(storeName: String) -> String {
        operation.swift(storeName: storeName) + (task.map { "  // in task \($0)" } ?? "")
    }
}

extension Operation {
    func swift(storeName: String) -> String {
        switch self {
        case .makeStore(let store, let connectionString):
            let text = SwiftText.string(
                URIPassword(in: connectionString)?.hidden(in: connectionString) ?? connectionString
            )
            return "let store\(store) = try await \(storeName).makeStore(connectionString: \(text))"
        case .release(let store):
            return "_ = consume store\(store)"
        case .add(let store, let batch):
            return "try await store\(store).add(\(batch.swift))"
        case .filter(let store, let result, let module, let qualnamePrefix, let limit):
            var arguments = ["module: \(SwiftText.string(module))"]
            if let qualnamePrefix { arguments.append("qualnamePrefix: \(SwiftText.string(qualnamePrefix))") }
            if let limit { arguments.append("limit: \(SwiftText.limit(limit))") }
            return "let thunks\(result) = try await store\(store).filter(\(arguments.joined(separator: ", ")))"
        case .decode(let result):
            return "try thunks\(result).map { try $0.toTrace() }"
        case .listModules(let store):
            return "try await store\(store).listModules()"
        case .damage(let store, let module, let qualname):
            let record = "\(SwiftText.string(module)), \(SwiftText.string(qualname))"
            return "// the stored record of \(record) in store\(store) is damaged here"
        }
    }
}
