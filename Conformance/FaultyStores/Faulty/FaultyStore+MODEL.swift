import CallTraceContract
import CallTraces

/// Mistakes that only histories reveal: they take several calls, one after another or at the same time.
extension FaultyStore {
    static let ofModel: [FaultyStore] = [
        FaultyStore(
            "known and repeated",
            "a stored trace was lost when a later batch contained it exactly twice",
            breaks: [.model1]
        ) { store in
            store.store = { log, rows in
                let known = Set(log.records.map(\.row))
                let counts = Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +)
                let lost = Set(rows.filter { known.contains($0) && counts[$0, default: 0] == 2 })
                log.append(rows.filter { !lost.contains($0) }) { lost.contains($0.row) }
            }
        },
        modulesAfterTraces,
        FaultyStore(
            "ordered by the start of add",
            "traces were ordered by when their add began, so a batch could appear below newer ones",
            breaks: [.model2]
        ) { store in
            let log = store.log
            store.store = { _, rows in
                let number = log().addHandles(1)
                // Every other batch takes longer than the one after it.
                await yieldToOtherTasks(number.isMultiple(of: 2) ? 50 : 1)
                log().update { records in
                    let index = records.firstIndex { $0.batch > number } ?? records.endIndex
                    records.insert(contentsOf: rows.map { Record(row: $0, batch: number, time: 0) }, at: index)
                }
            }
        },
    ]

    private static let modulesAfterTraces: FaultyStore = {
        // Shared, so that every store with the same connection string lists the same modules.
        let listed = Locked<[String: Set<ExactString>]>([:])
        return FaultyStore(
            "modules after traces",
            "the modules of a batch were listed some time after its traces could be found",
            breaks: [.add10]
        ) { store in
            let connectionString = store.connectionString
            store.store = { log, rows in
                if !rows.isEmpty { log.append(rows) }
                await yieldToOtherTasks()
                listed.update { $0[connectionString, default: []].formUnion(rows.map { ExactString($0.module) }) }
            }
            store.list = { _ in listed.value[connectionString, default: []].map(\.string) }
        }
    }()
}
