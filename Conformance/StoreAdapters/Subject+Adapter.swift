public import CallTraceContract

extension Subject where Store == AdapterStore {
    /// Describes a store behind an adapter, and a connection string for each fresh name.
    ///
    /// The adapter is started when the first store is opened. What has to do with Swift's tasks is not applicable (MODEL-3).
    ///
    /// - Parameters:
    ///   - adapter: The adapter.
    ///   - connectionString: Makes the connection string of a fresh store; different names must give different ones.
    public init(_ adapter: StoreAdapter, connectionString: @escaping @Sendable (FreshName) throws -> String) {
        self.init(AdapterStore.self, connectionString: connectionString)
        name = adapter.description
        writeProgram = adapter.program
        let host = AdapterHost(adapter)
        makeStore = { try await AdapterStore(connectionString: $0, in: host.connection()) }
    }
}
