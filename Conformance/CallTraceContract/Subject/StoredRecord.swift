/// The stored record that a subject's ``Subject/damage`` is asked to damage: the only one of its module and qualname.
public struct StoredRecord: Sendable {
    /// The connection string of the store that holds the record.
    public let connectionString: String
    /// The module of the stored trace.
    public let module: String
    /// The qualname of the stored trace.
    public let qualname: String

    /// Creates a reference to a stored record, for a test of your own `damage`.
    ///
    /// - Parameters:
    ///   - connectionString: The connection string of the store that holds the record.
    ///   - module: The module of the stored trace.
    ///   - qualname: The qualname of the stored trace.
    public init(connectionString: String, module: String, qualname: String) {
        self.connectionString = connectionString
        self.module = module
        self.qualname = qualname
    }
}
