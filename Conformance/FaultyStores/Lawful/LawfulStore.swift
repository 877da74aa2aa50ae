package import CallTraceContract

/// A store that is odd in some way that the contract allows, and that no clause may condemn.
package struct LawfulStore: Sendable {
    /// The name of the store.
    package let name: String

    /// What is odd about it, in a sentence.
    package let oddity: String

    /// Whether the store must also pass the opt-in clauses about cost.
    let isScaling: Bool

    let storage: Storage
    private let makeSubject: @Sendable () -> AnySubject

    /// Describes a store by its subject.
    init(_ name: String, _ oddity: String, in storage: Storage = .memory, subject: @escaping @Sendable () -> AnySubject)
    {
        self.name = name
        self.oddity = oddity
        isScaling = false
        self.storage = storage
        makeSubject = subject
    }

    /// Describes a store by what is odd about an otherwise plain one.
    init(
        _ name: String,
        _ oddity: String,
        declaring declarations: Set<Declaration> = [],
        in storage: Storage = .memory,
        isScaling: Bool = false,
        mutate: @escaping @Sendable (inout Components) -> Void
    ) {
        self.name = name
        self.oddity = oddity
        self.isScaling = isScaling
        self.storage = storage
        makeSubject = { .plain(named: name, declaring: declarations, in: storage, mutate: mutate) }
    }

    /// The store as the kit judges it; each subject has traces of its own.
    package var subject: AnySubject { makeSubject() }
}
