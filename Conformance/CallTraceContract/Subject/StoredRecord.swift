/// The stored record that the kit wants damaged: the only one of its module and qualname.
public struct StoredRecord: Sendable {
    /// The connection string of the store that holds it.
    public let connectionString: String
    /// The module of the stored trace.
    public let module: String
    /// The qualname of the stored trace.
    public let qualname: String
}
