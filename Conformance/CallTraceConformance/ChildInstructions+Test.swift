import CallTraceContract
import FaultyStores
import Synchronization

extension ChildInstructions {
    private static let isTaken = Mutex(false)

    /// Carries out this process's instructions if they name this clause, and exits; otherwise returns at once.
    ///
    /// A store name that is not the subject's is that of a known faulty store, with which the subject is compared.
    func run(_ clause: Clause, on subject: AnySubject) async {
        let named = storeName == subject.storeName ? subject : try? FaultyStore.named(storeName).subject
        guard clause.id == self.clause, let named else { return }
        let isFirst = Self.isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
        if isFirst { await run(on: named) }
    }
}
