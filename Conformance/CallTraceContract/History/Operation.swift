/// One thing done to a store, as data: it can be printed as Swift, and done again to another store.
///
/// Stores and results of `filter` are named by numbers, counted from one in the order in which they were made.
public enum Operation: Sendable {
    /// Opens a store.
    case makeStore(store: Int, connectionString: String)
    /// Drops the last reference to a store.
    case release(store: Int)
    /// Adds a batch.
    case add(store: Int, batch: Batch)
    /// Queries traces; a `nil` limit is left to its default.
    case filter(store: Int, result: Int, module: String, qualnamePrefix: String?, limit: Int?)
    /// Decodes the thunks of an earlier result.
    case decode(result: Int)
    /// Lists the modules.
    case listModules(store: Int)
    /// Moves the clock from which the store takes its time, back when negative.
    case moveClock(seconds: Int)
    /// Damages the stored record of a trace, outside of the store's interface.
    case damage(store: Int, module: String, qualname: String)
    /// Starts another process, which opens a store of its own and adds numbered batches to it.
    case startWriter(connectionString: String, batches: Int, batchSize: Int)
    /// Notes the end of the other process, and how many batches it acknowledged.
    case endWriter(acknowledged: Int, isKilled: Bool)
}

extension Operation {
    /// Whether it is a `filter`, whose thunks later operations may name.
    var givesResult: Bool {
        if case .filter = self { true } else { false }
    }

    /// Whether it asks what is stored, and changes nothing.
    var isQuestion: Bool {
        switch self {
        case .filter, .listModules: true
        case .makeStore, .release, .add, .decode, .moveClock, .damage, .startWriter, .endWriter: false
        }
    }

    /// Whether it asks for a negative number of traces.
    var isRefused: Bool {
        if case .filter(_, _, _, _, let limit?) = self { limit < 0 } else { false }
    }
}
