import ArgumentParser
import CallTraceContract
import FaultyStores

/// A store that the command can judge by name: a reference store, or one of the catalogue.
struct ChosenStore: ExpressibleByArgument {
    private let makeSubject: @Sendable () -> Subject

    /// The store as it is judged.
    var subject: Subject { makeSubject() }

    init?(argument name: String) {
        if let store = ReferenceStore(rawValue: name) {
            makeSubject = { store.subject }
        } else if let store = try? FaultyStore.named(name) {
            makeSubject = { store.subject }
        } else if let store = LawfulStore.all.first(where: { $0.name == name }) {
            makeSubject = { store.subject }
        } else {
            return nil
        }
    }
}
