public import CallTraces

/// The store under test, in one value: how to open it, and what it declares.
///
/// What is left out selects the inverse or weaker form of a clause, and the report says so.
///
/// ```swift
/// let subject = Subject(
///     FileStore.self,
///     options: [.keepsDuplicates],
///     unopenable: { "\($0.path)/missing/folder" },
///     connectionString: { $0.path }
/// )
/// ```
public struct Subject: Sendable {
    /// What a store declares itself out of.
    public enum Option: Sendable {
        /// The store's traces are gone with it, and every `makeStore` starts empty (inverse of MAKE-2).
        case ephemeral
        /// The store returns each of several identical traces (inverse of FILTER-9).
        case keepsDuplicates
    }

    /// The name of the store's type, as reports show it.
    public let storeName: String

    /// What the subject declares or leaves out.
    public internal(set) var declarations: Set<Declaration>

    /// The folder in which the kit makes a folder for every clause; the system's temporary folder unless given.
    public var directory: String?

    /// The version of the contract by which the store is judged; newer clauses warn.
    public let version: ContractVersion

    /// Clauses that the store is known to break, each with the reason.
    public let deviations: [Clause: String]

    /// The random histories of MODEL-1 and MODEL-2.
    public var histories: Histories

    /// The Swift on which a printed program calls `makeStore(connectionString:)`.
    let opener: String

    let open: @Sendable (_ connectionString: String) async throws -> any CallTraceStore
    let connectionString: @Sendable (Scratch) throws -> String
    let unopenable: (@Sendable (Scratch) throws -> String)?
    let damage: (@Sendable (any CallTraceStore, StoredRecord) async throws -> Void)?
    let remove: (@Sendable (_ connectionString: String) async throws -> Void)?
    let moveClock: (@Sendable (_ seconds: Int) async throws -> Void)?
    var otherProcess: OtherProcess?

    /// Describes a store that is opened by its own `makeStore(connectionString:)`.
    ///
    /// - Parameters:
    ///   - type: The type of the store.
    ///   - options: What the store declares itself out of; nothing unless given.
    ///   - version: The version of the contract by which the store is judged; clauses that came later warn.
    ///   - deviations: Clauses that the store is known to break, each with the reason. They are reported as such, and fail
    ///     once the store no longer breaks them.
    ///   - histories: How many random histories the store is put to, how long they are, and their seed.
    ///   - directory: The folder in which the kit makes folders of its own.
    ///   - unopenable: Gives a connection string that the store cannot open (MAKE-5); if it is a URI with a password,
    ///     MAKE-8 is judged by it too.
    ///   - damage: Damages a stored record so that it cannot be decoded (THUNK-1, THUNK-2, THUNK-4). It may change
    ///     what the store keeps, outside of the store's interface, in no other record.
    ///   - moveClock: Moves the clock from which the store takes its time by some seconds, back when they are negative
    ///     (FILTER-4, MODEL-1); a store that reads the system's clock leaves it out.
    ///   - remove: Removes what a connection string named, once the clause is judged; what lies in
    ///     ``Scratch/directory`` is removed anyway.
    ///   - connectionString: Gives the connection string for a fresh store; different names must give different ones.
    public init<Store: CallTraceStore>(
        _ type: Store.Type,
        options: Set<Option> = [],
        version: ContractVersion = .current,
        deviations: [Clause: String] = [:],
        histories: Histories = Histories(),
        directory: String? = nil,
        unopenable: (@Sendable (Scratch) throws -> String)? = nil,
        damage: (@Sendable (Store, StoredRecord) async throws -> Void)? = nil,
        moveClock: (@Sendable (_ seconds: Int) async throws -> Void)? = nil,
        remove: (@Sendable (_ connectionString: String) async throws -> Void)? = nil,
        connectionString: @escaping @Sendable (Scratch) throws -> String
    ) {
        self.init(
            named: "\(Store.self)",
            options: options,
            version: version,
            deviations: deviations,
            histories: histories,
            directory: directory,
            unopenable: unopenable,
            damage: damage,
            moveClock: moveClock,
            remove: remove,
            makeStore: { try await Store.makeStore(connectionString: $0) },
            connectionString: connectionString
        )
    }

    /// Describes a store that is opened by a closure, because it needs more than a connection string.
    ///
    /// - Parameters:
    ///   - name: The name of the store, as reports show it.
    ///   - opener: The Swift on which a printed program calls `makeStore(connectionString:)`; the name unless given.
    ///   - options: What the store declares itself out of; nothing unless given.
    ///   - version: The version of the contract by which the store is judged; clauses that came later warn.
    ///   - deviations: Clauses that the store is known to break, each with the reason. They are reported as such, and fail
    ///     once the store no longer breaks them.
    ///   - histories: How many random histories the store is put to, how long they are, and their seed.
    ///   - directory: The folder in which the kit makes folders of its own.
    ///   - unopenable: Gives a connection string that the store cannot open.
    ///   - damage: Damages a stored record so that it cannot be decoded.
    ///   - moveClock: Moves the clock from which the store takes its time by some seconds, back when they are negative.
    ///   - remove: Removes what a connection string named.
    ///   - makeStore: Opens the store of a connection string.
    ///   - connectionString: Gives the connection string for a fresh store.
    public init<Store: CallTraceStore>(
        named name: String,
        opener: String? = nil,
        options: Set<Option> = [],
        version: ContractVersion = .current,
        deviations: [Clause: String] = [:],
        histories: Histories = Histories(),
        directory: String? = nil,
        unopenable: (@Sendable (Scratch) throws -> String)? = nil,
        damage: (@Sendable (Store, StoredRecord) async throws -> Void)? = nil,
        moveClock: (@Sendable (_ seconds: Int) async throws -> Void)? = nil,
        remove: (@Sendable (_ connectionString: String) async throws -> Void)? = nil,
        makeStore: @escaping @Sendable (_ connectionString: String) async throws -> Store,
        connectionString: @escaping @Sendable (Scratch) throws -> String
    ) {
        storeName = name
        self.opener = opener ?? name
        self.histories = histories
        self.moveClock = moveClock
        self.version = version
        self.deviations = deviations
        self.directory = directory
        self.connectionString = connectionString
        self.unopenable = unopenable
        self.remove = remove
        open = { try await makeStore($0) }
        if let damage {
            self.damage = { store, record in
                guard let store = store as? Store else {
                    throw KitError("a \(type(of: store)) was made where a \(Store.self) was expected")
                }
                try await damage(store, record)
            }
        } else {
            self.damage = nil
        }
        var declarations: Set<Declaration> = [.noOtherProcess]
        if options.contains(.ephemeral) { declarations.insert(.ephemeral) }
        if options.contains(.keepsDuplicates) { declarations.insert(.keepsDuplicates) }
        if unopenable == nil { declarations.insert(.noUnopenableConnectionString) }
        if damage == nil { declarations.insert(.noDamage) }
        self.declarations = declarations
    }

    /// Whether what was stored is there after the store is gone.
    var isPersistent: Bool { !declarations.contains(.ephemeral) }

    /// Whether identical traces are returned once.
    var collapsesDuplicates: Bool { !declarations.contains(.keepsDuplicates) }
}
