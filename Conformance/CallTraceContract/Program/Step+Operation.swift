extension Step {
    /// One thing done to a store, as data: it can be printed as Swift, and replayed on another store.
    ///
    /// Stores and results of `filter` are identified by numbers, counted from one in the order of creation.
    package enum Operation: Sendable {
        /// Opens a store.
        case makeStore(store: Int, connectionString: String)
        /// Drops the last reference to a store.
        case release(store: Int)
        /// Adds a batch.
        case add(store: Int, batch: Batch)
        /// Queries traces; a `nil` limit means the default.
        case filter(store: Int, result: Int, module: String, qualnamePrefix: String?, limit: Int?)
        /// Decodes the thunks of an earlier result.
        case decode(result: Int)
        /// Lists the modules.
        case listModules(store: Int)
        /// Moves the store's clock, backward if negative.
        case moveClock(seconds: Int)
        /// Damages the stored record of a trace, bypassing the store.
        case damage(store: Int, module: String, qualname: String)
        /// Starts a child process, which opens a store of its own and adds numbered batches to it. Without batches, it reads
        /// over and over, and if they have no size either, it only opens the store.
        case startProcess(connectionString: String, batches: Int, batchSize: Int)
        /// Records how the child process ended, and how many batches it acknowledged.
        case endProcess(acknowledged: Int, isKilled: Bool)
        /// Something that Swift cannot express, as a sentence.
        case remark(String)
        /// Makes each of some calls several times: adds one trace at a time of a module, queries it, lists the modules.
        case use(store: Int, calls: Set<PastCall>, module: String, times: Int)
        /// Adds batches in several tasks at once, to one store or to one for each task.
        case addInTasks(stores: [Int], batches: TaskBatches)
    }
}

extension Step.Operation {
    /// Whether this is a `filter`, whose thunks later operations may decode.
    var givesResult: Bool {
        if case .filter = self { true } else { false }
    }

    /// Whether this only reads.
    var isQuery: Bool {
        switch self {
        case .filter, .listModules: true
        case .makeStore, .release, .add, .decode, .moveClock, .damage, .startProcess, .endProcess, .remark, .use,
            .addInTasks:
            false
        }
    }

    /// Whether the limit is negative, which a lawful store rejects.
    var isRefused: Bool {
        if case .filter(_, _, _, _, let limit?) = self { limit < 0 } else { false }
    }
}
