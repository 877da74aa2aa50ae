package import CallTraceContract

/// The faulty and the lawful stores that prove the kit.
package enum Catalog {
    /// The names of all stores, faulty stores first.
    package static let names = FaultyStore.all.map(\.name) + LawfulStore.all.map(\.name)

    /// The subject of a store, faulty or lawful, by the store's name.
    ///
    /// - Parameters:
    ///   - name: The name of the store.
    ///   - launcher: How to start a child process that opens the store; a store in memory has none.
    /// - Returns: The subject.
    /// - Throws: ``KitError`` when there is no store of that name.
    package static func subject(named name: String, launcher: ProcessLauncher? = nil) throws -> AnySubject {
        let lawful = LawfulStore.all.first { $0.name == name }
        let store: any CatalogStore = if let lawful { lawful } else { try FaultyStore.named(name) }
        return store.subject(launchingProcessesWith: launcher)
    }
}
