import CallTraceContract

/// A store of the catalogue, faulty or lawful.
protocol CatalogueStore: Sendable {
    /// The name of the store.
    var name: String { get }
    /// The store as the kit judges it; each subject has traces of its own.
    var subject: Subject { get }
    /// The clauses by which the matrix judges it: all, and those about cost where it was made for them.
    var clauses: [Clause] { get }
    /// Where it keeps its records.
    var medium: Medium { get }
}

extension CatalogueStore {
    /// The store as the kit judges it, with another process where one would see the same records.
    func subject(startingOtherProcessesWith otherProcess: OtherProcess?) -> Subject {
        switch medium {
        case .memory: subject
        case .files: subject.startingOtherProcesses(with: otherProcess)
        }
    }
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
