import CallTraces

/// The parts of a plain store, each lawful until a mistake replaces it.
struct Mechanism: Sendable {
    /// The host of connection strings that cannot be opened.
    static let unreachable = "unreachable"

    let connectionString: String
    let server: PlainServer

    /// Finds where the records lie.
    var shelf: @Sendable () -> Shelf

    /// Reads records that lie elsewhere than on a shelf.
    var read: (@Sendable () throws -> Shelf)?

    /// Makes sure that the connection string can be opened.
    var open: @Sendable () async throws -> Void

    /// Takes the traces from the sequence.
    var take: @Sendable (any Sequence<CallTrace>) -> [CallTrace] = { Array($0) }

    /// Serialises what can be serialised.
    var serialize: @Sendable ([CallTrace]) throws -> [CallTraceRow] = { Array(serializeTraces($0)) }

    /// Puts a batch on the shelf.
    var store: @Sendable (Shelf, [CallTraceRow]) async throws -> Void = { shelf, rows in
        if !rows.isEmpty { shelf.append(rows) }
    }

    /// Changes records that lie elsewhere than on a shelf.
    var change: (@Sendable ((inout [Record]) -> Void) throws -> Void)?

    /// Checks what is asked for, and may change it.
    var ask: @Sendable (Shelf, Query) throws -> Query = { _, query in try query.checked() }

    /// Gets the records from the shelf on which the steps begin.
    var records: @Sendable (Shelf, Query) -> [Record] = { shelf, _ in shelf.records }

    /// The steps from the records of the shelf to those of the answer.
    var steps: [QueryStep] = QueryStep.lawful

    /// Makes thunks of the records of an answer.
    var thunks: @Sendable (Shelf, [Record]) throws -> [PlainThunk] = { _, records in
        records.map { record in PlainThunk { try record.row.toTrace() } }
    }

    /// Lists the modules.
    var list: @Sendable (Shelf) throws -> [String] = { shelf in
        Mechanism.modules(of: shelf)
    }

    /// What the store says of itself.
    var description = "a plain store"

    /// What happens when the store is gone.
    var close: @Sendable () -> Void = {}

    init(connectionString: String, server: PlainServer) {
        self.connectionString = connectionString
        self.server = server
        shelf = { server.shelf(of: connectionString) }
        open = {
            guard !connectionString.contains("@\(Self.unreachable)/") else {
                throw CallTraceError(.cannotOpen, "the host \(Self.unreachable) does not answer; name another")
            }
        }
    }
}
