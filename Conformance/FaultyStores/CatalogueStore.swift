import CallTraceContract

/// A store of the catalogue, faulty or lawful.
protocol CatalogueStore: Sendable {
    /// The name of the store.
    var name: String { get }
    /// The store as the kit judges it; each subject has traces of its own.
    var subject: Subject { get }
    /// The clauses by which the matrix judges it: all, and those about cost where it was made for them.
    var clauses: [Clause] { get }
}

extension FaultyStore: CatalogueStore {
    var clauses: [Clause] {
        Contract.clauses + (broken.contains { $0.standing == .optIn } ? Contract.optIn : [])
    }
}

extension LawfulStore: CatalogueStore {
    var clauses: [Clause] {
        Contract.clauses + (isScaling ? Contract.optIn : [])
    }
}
