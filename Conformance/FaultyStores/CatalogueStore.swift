import CallTraceContract

/// A store of the catalogue, faulty or lawful.
protocol CatalogueStore: Sendable {
    /// The name of the store.
    var name: String { get }
    /// The store as the kit judges it; each subject has traces of its own.
    var subject: Subject { get }
}

extension FaultyStore: CatalogueStore {}
extension LawfulStore: CatalogueStore {}
