import CallTraces

/// A subject with the type of its store erased.
package struct AnySubject: Sendable {
    /// The name of the store, as reports show it.
    package let storeName: String

    /// What the subject declares or leaves out.
    package private(set) var declarations: Set<Declaration>

    /// The directory in which the kit creates its own.
    package var directory: String?

    /// The random histories of the group MODEL.
    package var histories: Histories

    /// Whether a failure is compared with known mistakes.
    package let findsLikelyCause: Bool

    /// Starts a child process that opens the store; `nil` if there is none.
    package private(set) var launcher: ProcessLauncher?

    let version: Contract.Version
    let deviationReasons: [String: String]
    let patience: Duration
    let opener: String
    let writeProgram: (@Sendable (_ steps: [Step], _ writer: ProgramWriter) -> [String])?
    let open: @Sendable (_ connectionString: String) async throws -> any CallTraceStore
    let connectionString: @Sendable (FreshName) throws -> String
    let unopenable: (@Sendable (FreshName) throws -> String)?
    let damage: (@Sendable (any CallTraceStore, StoredRecord) async throws -> Void)?
    let remove: (@Sendable (_ connectionString: String) async throws -> Void)?
    let moveClock: (@Sendable (_ seconds: Int) async throws -> Void)?

    package init<Store>(_ subject: Subject<Store>) {
        storeName = subject.name
        opener = subject.opener
        writeProgram = subject.writeProgram
        directory = subject.directory
        histories = subject.histories
        findsLikelyCause = subject.findsLikelyCause
        version = subject.version
        deviationReasons = subject.deviationReasons
        patience = subject.patience
        connectionString = subject.connectionString
        unopenable = subject.unopenable
        remove = subject.remove
        moveClock = subject.moveClock
        open = { [makeStore = subject.makeStore] in try await makeStore($0) }
        if let damage = subject.damage {
            self.damage = { store, record in
                guard let store = store as? Store else {
                    throw KitError("a \(type(of: store)) was opened where a \(Store.self) was expected")
                }
                try await damage(store, record)
            }
        } else {
            damage = nil
        }
        declarations = [.noChildProcess]
        if subject.isEphemeral { declarations.insert(.ephemeral) }
        if subject.keepsDuplicates { declarations.insert(.keepsDuplicates) }
        if subject.unopenable == nil { declarations.insert(.noUnopenableConnectionString) }
        if subject.damage == nil { declarations.insert(.noDamage) }
        if Store.self is any AdaptedStore.Type { declarations.insert(.adapter) }
    }

    /// The same subject, with a way to start child processes that open its store (MAKE-7, ADD-8 to ADD-11).
    ///
    /// - Parameter launcher: Starts a child process; `nil` returns the subject unchanged.
    /// - Returns: The subject.
    package func launchingProcesses(with launcher: ProcessLauncher?) -> AnySubject {
        guard let launcher else { return self }
        var subject = self
        subject.launcher = launcher
        subject.declarations.remove(.noChildProcess)
        return subject
    }

    /// Whether traces outlive the store that added them.
    package var isPersistent: Bool { !declarations.contains(.ephemeral) }

    /// Whether identical traces are returned once.
    package var collapsesDuplicates: Bool { !declarations.contains(.keepsDuplicates) }
}
