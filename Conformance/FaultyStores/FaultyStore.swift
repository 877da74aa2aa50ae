public import CallTraceContract
import CallTraces

/// A store with one mistake, and the clauses that condemn it.
public struct FaultyStore: Sendable {
    /// The name of the mistake, such as `limit before prefix`.
    public let name: String

    /// The mistake in a sentence, as the past of what the store did.
    public let mistake: String

    /// The clauses that the mistake breaks, and no others.
    public let broken: [Clause]

    /// Why the mistake breaks more than one clause, when it does.
    public let reason: String?

    let medium: Medium
    private let twist: @Sendable (inout Mechanism) -> Void
    private let server = PlainServer()

    /// Describes a store by what is wrong with an otherwise plain one.
    ///
    /// - Parameters:
    ///   - name: The name of the mistake.
    ///   - mistake: The mistake in a sentence.
    ///   - broken: The clauses that it breaks.
    ///   - reason: Why there are several.
    ///   - medium: Where the records live.
    ///   - twist: Replaces a part; it runs each time a store is opened.
    init(
        _ name: String,
        _ mistake: String,
        breaks broken: [Clause],
        because reason: String? = nil,
        in medium: Medium = .memory,
        twist: @escaping @Sendable (inout Mechanism) -> Void
    ) {
        self.name = name
        self.mistake = mistake
        self.broken = broken
        self.reason = reason
        self.medium = medium
        self.twist = twist
    }

    /// The store as the kit judges it, with everything that a subject can declare; each subject has traces of its own.
    public var subject: Subject { subject(declaring: []) }

    /// Opens the store, as a printed program does.
    ///
    /// - Parameter connectionString: Any text; the same text names the same traces, in this value.
    /// - Returns: The store.
    /// - Throws: What the mistake throws.
    public func makeStore(connectionString: String) async throws -> PlainStore {
        var mechanism = Mechanism(connectionString: connectionString, server: server)
        twist(&mechanism)
        return try await PlainStore(mechanism)
    }

    /// The store as the kit judges it when it is, and leaves out, what another subject is and leaves out.
    func subject(declaring declarations: Set<Declaration>, otherProcess: OtherProcess?) -> Subject {
        let subject = subject(declaring: declarations)
        guard medium == .files, !declarations.contains(.noOtherProcess) else { return subject }
        return subject.startingOtherProcesses(with: otherProcess)
    }

    func subject(declaring declarations: Set<Declaration>) -> Subject {
        .plain(
            named: name,
            opener: "FaultyStore.named(\"\(name)\")",
            declaring: declarations,
            in: medium,
            twist: twist
        )
    }
}
