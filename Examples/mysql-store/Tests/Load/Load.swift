package import CallTraces
import MySQLStore

/// A writer that adds batches, each again and again until the store says that it is stored.
package struct Load: Sendable {
    package let writer: String
    package let batches: Int
    package let batchSize = 5

    package init(writer: String, batches: Int) {
        self.writer = writer
        self.batches = batches
    }

    /// The traces of a batch, all of one module.
    package func batch(_ number: Int) -> [CallTrace] {
        (0..<batchSize).map { CallTrace(module: "m", qualname: "\(writer).\(number).\($0)") }
    }

    /// Adds all batches.
    ///
    /// - Parameters:
    ///   - connectionString: The store.
    ///   - stored: Called when a batch is stored.
    /// - Throws: `CancellationError` if the task is canceled.
    package func add(to connectionString: String, stored: @Sendable (Int) -> Void) async throws {
        var store: MySQLStore?
        for number in 0..<batches {
            var isStored = false
            while !isStored {
                do {
                    let opened =
                        if let store { store } else {
                            try await MySQLStore.makeStore(connectionString: connectionString)
                        }
                    store = opened
                    try await opened.add(batch(number))
                    stored(number)
                    isStored = true
                } catch is CallTraceError {
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
        }
    }
}
