import CallTraceContract
import FaultyStores
import Synchronization

extension WriterOrder {
    private static let isTaken = Mutex(false)

    /// Does the order of this process where a clause is the ordered one, and ends the process; else returns at once.
    ///
    /// A name that is not the subject's is that of a store of the catalogue, with which the subject is compared.
    func take(_ clause: Clause, _ subject: Subject) async {
        let named = storeName == subject.storeName ? subject : try? FaultyStore.named(storeName).subject
        guard clause.id == self.clause, let named else { return }
        let isFirst = Self.isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
        if isFirst { await Writer.run(self, on: named) }
    }
}
