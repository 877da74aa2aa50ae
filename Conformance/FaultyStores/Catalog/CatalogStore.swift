import CallTraceContract

/// A store of the catalog, faulty or lawful.
protocol CatalogStore: Sendable {
    /// The name of the store.
    var name: String { get }
    /// The store as the kit judges it; each subject has traces of its own.
    var subject: AnySubject { get }
    /// The clauses by which the matrix judges it; opt-in clauses only if it was written for them.
    var clauses: [Clause] { get }
    /// Where it keeps its records.
    var storage: Storage { get }
}

extension CatalogStore {
    /// The store as the kit judges it, with child processes if they would see the same records.
    func subject(launchingProcessesWith launcher: ProcessLauncher?) -> AnySubject {
        switch storage {
        case .memory: subject
        case .files: subject.launchingProcesses(with: launcher)
        }
    }
}

extension FaultyStore: CatalogStore {
    var clauses: [Clause] {
        Contract.defaultClauses + (broken.contains { $0.isOptIn } ? Contract.optIn : [])
    }
}

extension LawfulStore: CatalogStore {
    var clauses: [Clause] {
        Contract.defaultClauses + (isScaling ? Contract.optIn : [])
    }
}
