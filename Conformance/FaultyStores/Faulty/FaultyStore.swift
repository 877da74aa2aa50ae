package import CallTraceContract
import CallTraces

/// A store with one mistake, and the clauses that condemn it.
package struct FaultyStore: Sendable {
    /// The name of the mistake, such as `limit before prefix`.
    package let name: String

    /// The mistake as a sentence in the past tense, to follow `likely cause:`.
    package let mistake: String

    /// The clauses that the mistake breaks, and no others.
    package let broken: [Clause]

    /// Why the mistake breaks more than one clause, if it does.
    package let reason: String?

    let storage: Storage
    private let mutate: @Sendable (inout Components) -> Void
    private let server = PlainServer()

    /// Describes a store by what is wrong with an otherwise plain one.
    ///
    /// - Parameters:
    ///   - name: The name of the mistake.
    ///   - mistake: The mistake as a sentence in the past tense.
    ///   - broken: The clauses that it breaks.
    ///   - reason: Why there are several.
    ///   - storage: Where the records are kept.
    ///   - mutate: Replaces a component; it runs each time a store is opened.
    init(
        _ name: String,
        _ mistake: String,
        breaks broken: [Clause],
        because reason: String? = nil,
        in storage: Storage = .memory,
        mutate: @escaping @Sendable (inout Components) -> Void
    ) {
        self.name = name
        self.mistake = mistake
        self.broken = broken
        self.reason = reason
        self.storage = storage
        self.mutate = mutate
    }

    /// The store as the kit judges it, with everything that a subject can declare; each subject has traces of its own.
    package var subject: AnySubject { subject(declaring: []) }

    /// Opens the store, as a printed program does.
    ///
    /// - Parameter connectionString: Any text; within this value, the same text names the same traces.
    /// - Returns: The store.
    /// - Throws: Whatever the mistake makes it throw.
    package func makeStore(connectionString: String) async throws -> PlainStore {
        var components = Components(connectionString: connectionString, server: server)
        mutate(&components)
        return try await PlainStore(components)
    }

    /// The store as the kit judges it with the declarations of another subject.
    func subject(declaring declarations: Set<Declaration>, launcher: ProcessLauncher?) -> AnySubject {
        let subject = subject(declaring: declarations)
        guard storage == .files, !declarations.contains(.noChildProcess) else { return subject }
        return subject.launchingProcesses(with: launcher)
    }

    func subject(declaring declarations: Set<Declaration>) -> AnySubject {
        .plain(
            named: name,
            opener: "FaultyStore.named(\"\(name)\")",
            declaring: declarations,
            in: storage,
            mutate: mutate
        )
    }
}
