import CallTraces

/// The three calls of a plain store, which a fault can wrap or replace as a whole.
struct StoreCalls: Sendable {
    var add: @Sendable (any Sequence<CallTrace> & Sendable) async throws -> Void
    var filter: @Sendable (Query) async throws -> [PlainThunk]
    var list: @Sendable () async throws -> [String]
}

extension StoreCalls {
    /// The calls that the other components make up.
    init(_ components: Components) {
        let log: @Sendable () throws -> RecordLog = { try components.read?() ?? components.log() }
        add = { traces in
            let rows = try components.serialize(components.take(traces))
            try await components.store(components.log(), rows)
        }
        filter = { unchecked in
            let log = try log()
            let query = try components.check(log, unchecked)
            return try components.thunks(log, components.steps.apply(to: components.records(log, query), query))
        }
        list = { try components.list(log()) }
    }
}

extension Components {
    /// Wraps the calls that the components make up so far.
    mutating func wrapCalls(_ wrap: (inout StoreCalls) -> Void) {
        var calls = calls ?? StoreCalls(self)
        wrap(&calls)
        self.calls = calls
    }

    /// A value that all stores with this connection string share.
    func shared<Value: Sendable>(_ name: String, _ initial: Value) -> Locked<Value> {
        server.shared(name, of: connectionString, initial)
    }
}
