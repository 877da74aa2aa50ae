package import CallTraceContract

/// The faulty and the lawful stores by which the kit is proved.
public enum Catalogue {
    /// The subject of a store, faulty or lawful, by the store's name.
    ///
    /// - Parameters:
    ///   - name: The name of the store.
    ///   - otherProcess: How a process is started that adds to it; a store in memory has none.
    /// - Returns: The subject.
    /// - Throws: ``KitError`` when there is none of that name.
    package static func subject(named name: String, otherProcess: OtherProcess? = nil) throws -> Subject {
        let lawful = LawfulStore.all.first { $0.name == name }
        let store: any CatalogueStore = if let lawful { lawful } else { try FaultyStore.named(name) }
        return store.subject(startingOtherProcessesWith: otherProcess)
    }
}
