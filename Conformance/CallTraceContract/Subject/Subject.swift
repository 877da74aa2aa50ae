public import CallTraces

/// The store under test: how to open it, and what it declares.
///
/// One closure is enough. Whatever else you set turns a clause that is not applicable, or is judged in a weaker form,
/// into one that is judged in full; the report says which.
///
/// ```swift
/// var subject = Subject(FileStore.self) { $0.path }
/// subject.unopenable = { "\($0.path)/missing/folder" }
/// subject.damage = { store, record in try store.overwrite(record.module, record.qualname, with: "{") }
/// try await clause.verify(subject)
/// ```
public struct Subject<Store: CallTraceStore>: Sendable {
    // MARK: Opening the store

    /// The name of the store in reports; the name of its type unless set.
    public var name = "\(Store.self)"

    /// The Swift expression on which a printed program calls `makeStore(connectionString:)`; the type unless set.
    public var opener = "\(Store.self)"

    /// Opens a store; calls `Store.makeStore(connectionString:)` unless set.
    ///
    /// Set it for a store that needs more than a connection string. What it throws counts as the store's error.
    public var makeStore: @Sendable (_ connectionString: String) async throws -> Store = {
        try await Store.makeStore(connectionString: $0)
    }

    /// Makes the connection string of a fresh store; different names must give different connection strings.
    public var connectionString: @Sendable (FreshName) throws -> String

    /// Removes what a connection string refers to, once the clause is judged; ``FreshName/directory`` is removed anyway.
    public var remove: (@Sendable (_ connectionString: String) async throws -> Void)?

    // MARK: What the store is

    /// Whether traces disappear with the store and every `makeStore` starts empty; selects the inverse of MAKE-2.
    public var isEphemeral = false

    /// Whether the store returns each of several identical traces; selects the inverse of FILTER-9.
    public var keepsDuplicates = false

    // MARK: What the kit cannot know

    /// Makes a connection string that the store cannot open (MAKE-5); if it holds a password, MAKE-8 uses it too.
    public var unopenable: (@Sendable (FreshName) throws -> String)?

    /// Damages one stored record, bypassing the store, so that it no longer decodes (THUNK-1 to THUNK-4, MAKE-8).
    ///
    /// The record's module and qualname must stay readable, and every other record must stay intact. If an open
    /// persistent store still returns the old trace, from a cache, it is opened again.
    public var damage: (@Sendable (_ store: Store, _ record: StoredRecord) async throws -> Void)?

    /// Moves the clock that the store reads by a number of seconds, backward if negative (MAKE-4, FILTER-4, MODEL-1).
    ///
    /// Leave it out if the store reads the system clock, which the kit does not touch.
    public var moveClock: (@Sendable (_ seconds: Int) async throws -> Void)?

    // MARK: How the store is judged

    /// The version of the contract to judge by; newer clauses warn instead of failing.
    public var version = Contract.Version.current

    /// The random histories of the group MODEL.
    public var histories = Histories()

    /// How long a store may go without finishing a call before it counts as hanging; two minutes unless set.
    public var patience = Duration.seconds(120)

    /// Whether a failure is compared with known mistakes to name its likely cause.
    public var findsLikelyCause = true

    /// The directory in which the kit creates its own; the system's temporary directory unless set.
    public var directory: String?

    /// The reasons for known deviations, by the id of the clause.
    package var deviationReasons: [String: String] = [:]

    /// Writes what was done as a program in another language than Swift; `nil` for a store in Swift.
    package var writeProgram: (@Sendable (_ steps: [Step], _ writer: ProgramWriter) -> [String])?

    /// Describes a store by its type and a connection string for each fresh name.
    ///
    /// - Parameters:
    ///   - type: The type of the store.
    ///   - connectionString: Makes the connection string of a fresh store; different names must give different ones.
    public init(_ type: Store.Type = Store.self, connectionString: @escaping @Sendable (FreshName) throws -> String) {
        self.connectionString = connectionString
    }

    /// A copy with some changes.
    package func with(_ change: (inout Subject) -> Void) -> Subject {
        var subject = self
        change(&subject)
        return subject
    }
}
