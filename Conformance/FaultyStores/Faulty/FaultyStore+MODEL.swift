import CallTraceContract
import CallTraces
import Foundation

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
            breaks: [.model2, .model3]
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
        FaultyStore(
            "moved in two steps",
            "a trace that was added again was missing until its thread had stored it as the newest",
            breaks: [.model2]
        ) { store in
            // Nothing suspends here, so only other threads see it.
            store.store = moving { usleep(1_000) }
        },
    ]

    /// Mistakes of actors and other stores that suspend: what was true before an `await` is not true after it.
    static let ofInterleavings: [FaultyStore] = [
        FaultyStore(
            "cache with a later version",
            "an answer was cached with the version that was read after a suspension, so an older answer was kept",
            breaks: [.model3]
        ) { store in
            let log = store.log
            let cached = Locked<[ExactString: (version: Int, answer: [PlainThunk])]>([:])
            store.wrapCalls { calls in
                let filter = calls.filter
                calls.filter = { query in
                    let key = ExactString("\(query.module)\0\(query.qualnamePrefix ?? "")\0\(query.limit)")
                    if let kept = cached.value[key], kept.version == log().batches { return kept.answer }
                    let answer = try await filter(query)
                    await Task.yield()
                    cached.update { $0[key] = (log().batches, answer) }
                    return answer
                }
            }
        },
        FaultyStore(
            "query kept across a suspension",
            "the query was kept in a property of the store, where the next one replaced it during a suspension",
            breaks: [.model3]
        ) { store in
            let last = Locked<Query?>(nil)
            store.wrapCalls { calls in
                let filter = calls.filter
                calls.filter = { query in
                    last.value = query
                    await Task.yield()
                    return try await filter(last.value ?? query)
                }
            }
        },
        FaultyStore(
            "queried in two parts",
            "the newest trace of an answer was read before a suspension, and the others after it",
            breaks: [.add10, .model3]
        ) { store in
            store.wrapCalls { calls in
                let filter = calls.filter
                calls.filter = { query in
                    let before = try await filter(query)
                    await Task.yield()
                    return try await Array(before.prefix(1)) + filter(query).dropFirst(1)
                }
            }
        },
        FaultyStore(
            "returned before it was written",
            "an add left its batch to one that was under way, and returned before that one had written it",
            breaks: [.model3]
        ) { store in
            let group = store.shared("group", (waiting: [[CallTraceRow]](), isWriting: false))
            store.store = { log, rows in
                let isFirst = group.update { group in
                    group.waiting.append(rows)
                    defer { group.isWriting = true }
                    return !group.isWriting
                }
                guard isFirst else { return }
                await Task.yield()
                let batches = group.update { group in
                    defer { group = ([], false) }
                    return group.waiting
                }
                for rows in batches where !rows.isEmpty { log.append(rows) }
            }
        },
        FaultyStore(
            "removed before it was moved",
            "a trace that was added again was removed, and stored as the newest only after a suspension",
            breaks: [.model3]
        ) { store in
            store.store = moving { await Task.yield() }
        },
    ]

    /// Mistakes of stores that calls wait for: one of them is canceled.
    static let ofCancellation: [FaultyStore] = [
        FaultyStore(
            "lock of a canceled writer",
            "an add that was canceled gave up its lock, and went on writing",
            breaks: [.model3]
        ) { store in
            let lock = store.shared("lock", TaskLock()).value
            store.store = { log, rows in
                try await lock.lock()
                let isLocked = Locked(true)
                let unlock: @Sendable () -> Void = {
                    let wasLocked = isLocked.update { isLocked in
                        defer { isLocked = false }
                        return isLocked
                    }
                    if wasLocked { lock.unlock() }
                }
                await withTaskCancellationHandler {
                    await log.rewrite(appending: rows, yielding: 3)
                    unlock()
                } onCancel: {
                    unlock()
                }
            }
        },
        FaultyStore(
            "unlocked without a lock",
            "an add that was canceled while it waited for a lock released the lock of another",
            breaks: [.model3]
        ) { store in
            let lock = store.shared("lock", TaskLock()).value
            store.store = { log, rows in
                defer { lock.unlock() }
                try await lock.lock()
                await log.rewrite(appending: rows, yielding: 3)
            }
        },
        FaultyStore(
            "turn of a canceled add",
            "an add that was canceled while it waited for its turn was given it, and never passed it on",
            breaks: [.model3]
        ) { store in
            let lock = store.shared("lock", TaskLock(forgetsCanceledTasks: false)).value
            store.store = { log, rows in
                try await lock.lock()
                await log.rewrite(appending: rows, yielding: 3)
                lock.unlock()
            }
        },
        FaultyStore(
            "canceled for all",
            "an add that wrote the batches of others, too, was canceled, and the others returned",
            breaks: [.model3]
        ) { store in
            let group = store.shared("group", (waiting: [[CallTraceRow]](), isWriting: false))
            let written = store.shared("written", 0)
            store.store = { log, rows in
                let isFirst = group.update { group in
                    group.waiting.append(rows)
                    defer { group.isWriting = true }
                    return !group.isWriting
                }
                guard isFirst else {
                    let before = written.value
                    while group.value.isWriting, written.value == before { await Task.yield() }
                    return
                }
                await yieldToOtherTasks(5)
                let batches = group.update { group in
                    defer { group = ([], false) }
                    return group.waiting
                }
                written.update { $0 += 1 }
                try Task.checkCancellation()
                for rows in batches where !rows.isEmpty { log.append(rows) }
            }
        },
    ]

    /// Stores a batch in two steps, with something in between: it removes what is added again, and appends everything.
    private static func moving(
        _ inBetween: @escaping @Sendable () async -> Void
    ) -> @Sendable (RecordLog, [CallTraceRow]) async throws -> Void {
        { log, rows in
            guard !rows.isEmpty else { return }
            let added = Set(rows)
            log.update { $0.removeAll { added.contains($0.row) } }
            await inBetween()
            log.append(rows)
        }
    }

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
