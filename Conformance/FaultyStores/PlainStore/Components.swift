import CallTraces

/// The replaceable parts of a plain store, each lawful by default.
struct Components: Sendable {
    /// The host of connection strings that cannot be opened.
    static let unreachable = "unreachable"

    let connectionString: String
    let server: PlainServer

    /// Finds the log that holds the records.
    var log: @Sendable () -> RecordLog

    /// Reads records that are kept outside of a log.
    var read: (@Sendable () throws -> RecordLog)?

    /// Checks that the connection string can be opened.
    var open: @Sendable () async throws -> Void

    /// Takes the traces from the sequence.
    var take: @Sendable (any Sequence<CallTrace>) -> [CallTrace] = { Array($0) }

    /// Serializes what can be serialized.
    var serialize: @Sendable ([CallTrace]) throws -> [CallTraceRow] = { Array(serializeTraces($0)) }

    /// Appends a batch to the log.
    var store: @Sendable (RecordLog, [CallTraceRow]) async throws -> Void = { log, rows in
        if !rows.isEmpty { log.append(rows) }
    }

    /// Changes records that are kept outside of a log.
    var change: (@Sendable ((inout [Record]) -> Void) throws -> Void)?

    /// Checks the query, and may change it.
    var check: @Sendable (RecordLog, Query) throws -> Query = { _, query in try query.checked() }

    /// Reads the records that the steps start with.
    var records: @Sendable (RecordLog, Query) -> [Record] = { log, _ in log.records }

    /// The steps that turn the records of the log into the result.
    var steps = QueryPipeline()

    /// Makes thunks from the records of the result.
    var thunks: @Sendable (RecordLog, [Record]) throws -> [PlainThunk] = { _, records in
        records.map { record in PlainThunk { try record.row.toTrace() } }
    }

    /// Lists the modules.
    var list: @Sendable (RecordLog) throws -> [String] = { log in
        Components.modules(of: log)
    }

    /// The description of the store.
    var description = "a plain store"

    /// Runs when the store is deallocated.
    var close: @Sendable () -> Void = {}

    /// The calls of the store; `nil` means those that the other components make up.
    var calls: StoreCalls?

    init(connectionString: String, server: PlainServer) {
        self.connectionString = connectionString
        self.server = server
        log = { server.log(of: connectionString) }
        open = {
            guard !connectionString.contains("@\(Self.unreachable)/") else {
                throw CallTraceError(.cannotOpen, "the host \(Self.unreachable) does not answer; name another")
            }
        }
    }
}
