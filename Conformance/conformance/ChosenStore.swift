import ArgumentParser
import CallTraceContract
import FaultyStores

/// A store that the command can judge by name: a reference store, or one of the catalogue.
struct ChosenStore: ExpressibleByArgument {
    /// The store as it is judged; another process of it is this command as a writer.
    let subject: Subject

    init?(argument name: String) {
        let writer = OtherProcess.writer(of: name)
        if let store = ReferenceStore(rawValue: name) {
            subject = store.subject.startingOtherProcesses(with: writer)
        } else if let subject = try? Catalogue.subject(named: name, otherProcess: writer) {
            self.subject = subject
        } else {
            return nil
        }
    }
}
