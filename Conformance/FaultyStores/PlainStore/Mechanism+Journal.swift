import CallTraces

extension Mechanism {
    /// Keeps the records in a journal instead of memory.
    mutating func keep(in journal: Journal) {
        read = { Shelf(try journal.batches()) }
        store = { _, rows in
            if !rows.isEmpty { try journal.append([rows]) }
        }
        change = { change in
            let shelf = Shelf(try journal.batches())
            shelf.update(change)
            try journal.replace(with: [shelf.records.map(\.row)])
        }
    }
}
