import CallTraceContract
import CallTraces
import Foundation

/// Mistakes that a process cannot see by itself: another one must read, or this one must die.
extension FaultyStore {
    static let ofProcesses: [FaultyStore] = [
        FaultyStore(
            "acknowledge before commit",
            "a batch was not written until the next one arrived or the store was closed",
            breaks: [.add8, .add11],
            because: "other processes do not see what waits in this one",
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString)
            let waiting = store.server.log(of: store.connectionString)
            store.keep(in: journal)
            store.read = { try waiting.read(after: journal) }
            store.store = { _, rows in try waiting.write(to: journal, keeping: rows) }
            let change = store.change
            store.change = {
                try waiting.write(to: journal, keeping: [])
                try change?($0)
            }
            store.close = { try? waiting.write(to: journal, keeping: []) }
        },
        FaultyStore(
            "two transactions",
            "a batch was written in two transactions, and readers in other processes saw the first without the second",
            breaks: [.add10],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString)
            let lock = store.server.log(of: store.connectionString)
            store.keep(in: journal)
            store.read = { try lock.read(after: journal) }
            store.store = { _, rows in
                try lock.update { _ in
                    try journal.append([Array(rows.prefix(rows.count / 2))])
                    // Widens the window, as a network would.
                    Thread.sleep(forTimeInterval: 0.001)
                    try journal.append([Array(rows.dropFirst(rows.count / 2))])
                }
            }
        },
        FaultyStore(
            "no rollback",
            "a batch was written trace by trace under a lock, and what a crash left of it was kept",
            breaks: [.add10],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString)
            store.keep(in: journal)
            store.read = { try journal.locked { _ in RecordLog(try journal.batches()) } }
            store.store = { _, rows in
                try journal.locked { file in
                    for row in rows { try file.write(contentsOf: journal.bytes(of: [[row]])) }
                }
            }
        },
        FaultyStore(
            "file rewritten",
            "add read the file and wrote it back with its own traces, under a lock that other processes do not share",
            breaks: [.add9],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString)
            let lock = store.server.log(of: store.connectionString)
            store.keep(in: journal)
            store.store = { _, rows in
                try lock.update { _ in
                    let batches = try journal.batches() + [rows]
                    // Widens the window, as a network would.
                    Thread.sleep(forTimeInterval: 0.001)
                    try journal.replace(with: batches)
                }
            }
        },
    ]
}

extension RecordLog {
    /// Reads a journal, under this process's lock, followed by the batch that waits here.
    fileprivate func read(after journal: Journal) throws -> RecordLog {
        var batches: [[CallTraceRow]] = []
        try update { waiting in batches = try journal.batches() + [waiting.map(\.row)] }
        return RecordLog(batches)
    }

    /// Writes the batch that waits here to a journal, and keeps another one waiting.
    fileprivate func write(to journal: Journal, keeping rows: [CallTraceRow]) throws {
        try update { waiting in
            if !waiting.isEmpty { try journal.append([waiting.map(\.row)]) }
            waiting = rows.map { Record(row: $0, batch: 0, time: 0) }
        }
    }
}
