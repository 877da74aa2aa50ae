/// What a subject says about its store, or leaves out, that selects another form of a clause.
package enum Declaration: CaseIterable, Sendable {
    /// The traces disappear with the store, and every `makeStore` starts empty.
    case ephemeral
    /// Identical traces are each kept and returned.
    case keepsDuplicates
    /// The subject has no `unopenable`.
    case noUnopenableConnectionString
    /// The subject has no `damage`.
    case noDamage
    /// Whoever judges the subject cannot start a child process that opens the store.
    case noChildProcess
    /// The store runs in another program, an adapter.
    case adapter

    /// The declaration as part of a sentence in a report; it names the property to set.
    package var sentence: String {
        switch self {
        case .ephemeral: "the subject declares its store ephemeral (isEphemeral)"
        case .keepsDuplicates: "the subject declares that its store keeps duplicates (keepsDuplicates)"
        case .noUnopenableConnectionString: "the subject gives no connection string that cannot be opened (unopenable)"
        case .noDamage: "the subject gives no way to damage a stored record (damage)"
        case .noChildProcess: "the kit cannot start a child process that opens the store"
        case .adapter: "the store runs in an adapter, a program of its own"
        }
    }
}
