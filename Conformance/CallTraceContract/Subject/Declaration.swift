/// What a subject says of its store, or leaves out, that selects another form of a clause.
public enum Declaration: String, CaseIterable, Sendable {
    /// Its traces are gone with the store; every `makeStore` starts empty.
    case ephemeral
    /// Identical traces are each kept and returned.
    case keepsDuplicates = "keeps duplicates"
    /// The subject names no connection string that cannot be opened.
    case noUnopenableConnectionString = "no unopenable connection string"
    /// The subject gives no way to damage a stored record.
    case noDamage = "no damage"
    /// Whoever judges the subject has no way to start another process of the store.
    case noOtherProcess = "no other process"

    /// The declaration as a sentence of a report.
    public var sentence: String {
        switch self {
        case .ephemeral: "the subject declares its store ephemeral"
        case .keepsDuplicates: "the subject declares that its store keeps duplicates"
        case .noUnopenableConnectionString: "the subject names no connection string that cannot be opened"
        case .noDamage: "the subject gives no way to damage a stored record"
        case .noOtherProcess: "nothing can start another process of the store"
        }
    }
}
