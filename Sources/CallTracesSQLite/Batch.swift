import CallTraces

/// The rows of one `add`, each once, in the order of their latest occurrence.
struct Batch: Sendable {
    /// A row and its hash, which is asked for again when the row is stored.
    struct Entry: Sendable {
        let row: CallTraceRow
        let hash: Int
    }

    /// The modules of the rows.
    private(set) var modules: Set<ExactString> = []

    private(set) var slots: [Entry?] = []
    private var positions: [Int: Int] = [:]
    private var emptySlots = 0

    /// Walks the rows once.
    ///
    /// - Parameter rows: The rows, oldest first.
    init(_ rows: some Sequence<CallTraceRow>) {
        for row in rows {
            let hash = row.hashValue
            // Of two rows with the same hash and different content both stay; the later alone can be superseded then.
            if let position = positions[hash], slots[position]?.row == row {
                slots[position] = nil
                emptySlots += 1
            } else {
                modules.insert(ExactString(row.module))
            }
            positions[hash] = slots.count
            slots.append(Entry(row: row, hash: hash))
            if emptySlots > slots.count / 2 { compact() }
        }
    }

    var isEmpty: Bool { slots.isEmpty }

    /// The rows, oldest first.
    var entries: some Sequence<Entry> { slots.lazy.compactMap(\.self) }

    /// Keeps the memory in proportion to the distinct rows, however often they recur.
    private mutating func compact() {
        slots.removeAll { $0 == nil }
        emptySlots = 0
        for (position, entry) in slots.enumerated() {
            if let entry { positions[entry.hash] = position }
        }
    }
}
