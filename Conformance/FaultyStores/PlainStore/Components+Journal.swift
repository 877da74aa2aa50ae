import CallTraces

extension Components {
    /// Keeps the records in a journal instead of in memory.
    mutating func keep(in journal: Journal) {
        read = { RecordLog(try journal.batches()) }
        store = { _, rows in
            if !rows.isEmpty { try journal.append([rows]) }
        }
        change = { change in
            let log = RecordLog(try journal.batches())
            log.update(change)
            try journal.replace(with: [log.records.map(\.row)])
        }
    }
}
