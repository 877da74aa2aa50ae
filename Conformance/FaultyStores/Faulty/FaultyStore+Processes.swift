import CallTraceContract
import CallTraces
import Foundation

/// Mistakes that one process alone does not see: another one must look, or this one must die.
extension FaultyStore {
    static let ofProcesses: [FaultyStore] = [
        FaultyStore(
            "acknowledge before commit",
            "a batch was written when the next one came, or when the store was closed",
            breaks: [.add11],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString)
            let waiting = store.server.log(of: store.connectionString)
            store.keep(in: journal)
            store.read = { try waiting.read(behind: journal) }
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
            "a batch was written in two transactions, and only this process kept its readers out in between",
            breaks: [.add10],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString)
            let lock = store.server.log(of: store.connectionString)
            store.keep(in: journal)
            store.read = { try lock.read(behind: journal) }
            store.store = { _, rows in
                try lock.update { _ in
                    try journal.append([Array(rows.prefix(rows.count / 2))])
                    // As over a network.
                    Thread.sleep(forTimeInterval: 0.001)
                    try journal.append([Array(rows.dropFirst(rows.count / 2))])
                }
            }
        },
        FaultyStore(
            "no rollback",
            "a batch was written trace by trace behind a lock, and what a crash left of it was kept",
            breaks: [.add10],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString)
            store.keep(in: journal)
            store.read = { try journal.locked { _ in RecordLog(try journal.batches()) } }
            store.store = { _, rows in
                try journal.locked { file in
                    for row in rows { try file.write(contentsOf: Journal.lines(of: [[row]])) }
                }
            }
        },
        FaultyStore(
            "file rewritten",
            "add read the file and wrote it back with its own traces, behind a lock that other processes do not see",
            breaks: [.add9],
            in: .files
        ) { store in
            let journal = Journal(of: store.connectionString)
            let lock = store.server.log(of: store.connectionString)
            store.keep(in: journal)
            store.store = { _, rows in
                try lock.update { _ in
                    let batches = try journal.batches() + [rows]
                    // As over a network.
                    Thread.sleep(forTimeInterval: 0.001)
                    try journal.replace(with: batches)
                }
            }
        },
    ]
}

extension RecordLog {
    /// Reads a journal while nobody of this process writes to it, with the batch that waits here behind it.
    fileprivate func read(behind journal: Journal) throws -> RecordLog {
        var batches: [[CallTraceRow]] = []
        try update { waiting in batches = try journal.batches() + [waiting.map(\.row)] }
        return RecordLog(batches)
    }

    /// Writes the batch that waits here to a journal, and lets another wait.
    fileprivate func write(to journal: Journal, keeping rows: [CallTraceRow]) throws {
        try update { waiting in
            if !waiting.isEmpty { try journal.append([waiting.map(\.row)]) }
            waiting = rows.map { Record(row: $0, batch: 0, time: 0) }
        }
    }
}
