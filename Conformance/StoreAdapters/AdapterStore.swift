public import CallTraceContract
public import CallTraces

/// A store that an adapter has opened.
///
/// It has no `makeStore` of its own that could know the adapter: make a ``/CallTraceContract/Subject`` of a ``StoreAdapter``.
public struct AdapterStore: AdaptedStore {
    private let handle: AdapterHandle

    /// Throws, as a connection string says nothing of the adapter.
    ///
    /// - Parameter connectionString: The connection string.
    /// - Returns: Never.
    /// - Throws: ``/CallTraces/CallTraceError`` with code `cannotOpen`.
    public static func makeStore(connectionString: String) async throws -> AdapterStore {
        throw CallTraceError(.cannotOpen, "a store of an adapter is opened by a subject; use Subject(adapter)")
    }

    init(connectionString: String, in connection: AdapterConnection) async throws {
        handle = AdapterHandle("store", in: connection)
        _ = try await connection.answer(to: .makeStore(handle.number, connectionString))
    }

    /// Adds traces; `single_pass` tells the adapter that the sequence can be walked only once (ADD-5).
    ///
    /// - Parameter traces: The traces, oldest first.
    /// - Throws: An error with the kind and the text of the store's, or one that says how the adapter failed.
    public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let request = AdapterRequest.add(handle.number, traces, isSinglePass: !(traces is [CallTrace]))
        _ = try await handle.connection.answer(to: request)
    }

    /// Queries the newest traces of a module.
    ///
    /// - Parameters:
    ///   - module: The module.
    ///   - qualnamePrefix: The beginning of the qualname.
    ///   - limit: The maximum number of traces.
    /// - Returns: The thunks, which the adapter decodes.
    /// - Throws: An error with the kind and the text of the store's, or one that says how the adapter failed.
    public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [Thunk] {
        try await thunks(module, qualnamePrefix, limit)
    }

    package func filter(byDefaultLimitIn module: String, qualnamePrefix: String?) async throws -> [Thunk] {
        try await thunks(module, qualnamePrefix, nil)
    }

    private func thunks(_ module: String, _ qualnamePrefix: String?, _ limit: Int?) async throws -> [Thunk] {
        let connection = handle.connection
        let result = AdapterHandle("result", in: connection)
        let request = AdapterRequest.filter(handle.number, result.number, module, qualnamePrefix, limit)
        let answer = try await connection.answer(to: request)
        guard let count = answer.integer("count"), count >= 0 else {
            throw connection.fault("its answer to filter has no count")
        }
        return (0..<count).map { Thunk(result: result, position: $0) }
    }

    /// Lists the modules.
    ///
    /// - Returns: The names of the modules.
    /// - Throws: An error with the kind and the text of the store's, or one that says how the adapter failed.
    public func listModules() async throws -> [String] {
        let connection = handle.connection
        let answer = try await connection.answer(to: .listModules(handle.number))
        guard let modules = answer.texts("modules") else {
            throw connection.fault("its answer to list_modules has no array of strings, modules")
        }
        return modules
    }
}

extension AdapterStore {
    /// A thunk that an adapter keeps and decodes.
    public struct Thunk: AdaptedThunk {
        let result: AdapterHandle
        let position: Int

        /// Decodes the trace in the adapter; the thread waits meanwhile.
        ///
        /// - Returns: The trace.
        /// - Throws: An error with the kind and the text of the thunk's, or one that says how the adapter failed.
        public func toTrace() throws -> CallTrace {
            try Self.traces(of: [self])[0].get()
        }

        package static func traces(of thunks: [Thunk]) -> [Result<CallTrace, any Error>] {
            guard let connection = thunks.first?.connection else { return [] }
            return zip(thunks, connection.answers(to: thunks.map(\.request))).map { thunk, answer in
                Result { try thunk.trace(in: answer.get()) }
            }
        }

        private var connection: AdapterConnection { result.connection }
        private var request: AdapterRequest { .toTrace(result.number, position) }

        private func trace(in answer: JSONMembers) throws -> CallTrace {
            do {
                guard let trace = try answer.members("trace"), let module = trace.text("module"),
                    let qualname = trace.text("qualname")
                else { throw connection.fault("its answer to to_trace has no trace with module and qualname") }
                return try CallTraceRow(
                    module: module,
                    qualname: qualname,
                    argTypes: trace.json("arg_types") ?? "{}",
                    returnType: trace.json("return_type"),
                    yieldType: trace.json("yield_type")
                ).toTrace()
            } catch let error where !(error is AdapterFault) {
                throw connection.fault("its answer to to_trace is not a trace: \(error)")
            }
        }
    }
}

/// A store or a result that the adapter keeps, by a number, until this is released.
final class AdapterHandle: Sendable {
    let connection: AdapterConnection
    private let kind: StaticString
    let number: Int

    init(_ kind: StaticString, in connection: AdapterConnection) {
        self.kind = kind
        self.connection = connection
        number = connection.nextNumber()
    }

    deinit {
        connection.send(.close(kind, number))
    }
}
