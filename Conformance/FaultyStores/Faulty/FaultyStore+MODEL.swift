import CallTraceContract
import CallTraces

/// Mistakes that show in histories alone: several things must have been done, or be done at once.
extension FaultyStore {
    static let ofModel: [FaultyStore] = [
        FaultyStore(
            "known and repeated",
            "a trace that was stored, and came twice in a later batch, was lost",
            breaks: [.model1]
        ) { store in
            store.store = { log, rows in
                let known = Set(log.records.map(\.row))
                let counts = Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
                let lost = Set(rows.filter { known.contains($0) && counts[$0, default: 0] > 1 })
                log.append(rows.filter { !lost.contains($0) }) { lost.contains($0.row) }
            }
        },
        modulesAfterTraces,
    ]

    private static let modulesAfterTraces: FaultyStore = {
        // Every store of a connection string lists the same.
        let listed = Locked<[String: Set<ExactString>]>([:])
        return FaultyStore(
            "modules after traces",
            "the modules of a batch were listed some time after its traces were found",
            breaks: [.model2]
        ) { store in
            let connectionString = store.connectionString
            store.store = { log, rows in
                if !rows.isEmpty { log.append(rows) }
                await otherTasksRun()
                listed.update { $0[connectionString, default: []].formUnion(rows.map { ExactString($0.module) }) }
            }
            store.list = { _ in listed.value[connectionString, default: []].map(\.string) }
        }
    }()
}
