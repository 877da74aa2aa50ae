import CallTraces
import Logging

/// The rows of one `add`, each once, in the order of their latest occurrence.
///
/// Its memory is in proportion to the distinct rows, however often they recur.
struct Batch: Sendable {
    /// A row, whose bytes the batch lends.
    struct Row: Sendable {
        let hash: Int
        let parts: RowParts
        fileprivate let location: RowBytes.Location
        /// The number of the latest trace with this row.
        fileprivate var latest: Int
    }

    /// The rows, oldest first.
    private(set) var rows: [Row] = []

    /// The modules of the rows.
    private(set) var modules: Set<ExactString> = []

    private var bytes = RowBytes()

    private var index = HashIndex()

    /// Walks the traces once.
    ///
    /// - Parameter traces: The traces, oldest first; one that cannot be serialised is logged and left out, each time.
    init(_ traces: some Sequence<CallTrace>) {
        var encoder = RowEncoder()
        var recent = RecentTraces()
        var lastModule: String?
        var iterator = traces.makeIterator()
        var number = 0
        while let trace = iterator.next() {
            number += 1
            let hash = trace.quickHash
            if let row = recent.row(of: trace, hash: hash) {
                rows[row].latest = number
                continue
            }
            guard encoder.encodeOrLog(trace) else { continue }
            let parts = encoder.parts
            if let row = encoder.withBytes({ insert($0, parts, number) }) {
                // Traces that do not recur are not worth being kept.
                recent.keep(row, for: trace, hash: hash)
            } else if lastModule?.hasSameBytes(as: trace.module) != true {
                modules.insert(ExactString(trace.module))
                lastModule = trace.module
            }
        }
        rows.sort { $0.latest < $1.latest }
        // It holds no longer after the sort, and is needed no more.
        index = HashIndex()
    }

    var isEmpty: Bool { rows.isEmpty }

    /// Lends a row.
    @inline(__always)
    func withLent<Result>(_ row: Row, _ body: (LentRow) throws -> Result) rethrows -> Result {
        try bytes.withBytes(at: row.location, count: row.parts.byteCount) { try body(LentRow($0, row.parts)) }
    }

    /// Keeps a row, unless it has been met before.
    ///
    /// - Returns: The number of the row, if it has been met.
    private mutating func insert(_ row: UnsafeRawBufferPointer, _ parts: RowParts, _ latest: Int) -> Int? {
        let lent = LentRow(row, parts)
        let hash = lent.hash
        let known = index.first(hash) { known in withLent(rows[Int(known)]) { $0.hasSameBytes(as: lent) } }
        if let known = known.map(Int.init) {
            rows[known].latest = latest
            return known
        }
        index.insert(Int64(rows.count), for: hash)
        rows.append(Row(hash: hash, parts: parts, location: bytes.append(row), latest: latest))
        return nil
    }
}

extension RowEncoder {
    /// Encodes a trace or, if that fails, logs it with the task's current logger (ADD-6).
    ///
    /// - Returns: Whether a row was encoded.
    fileprivate mutating func encodeOrLog(_ trace: CallTrace) -> Bool {
        do {
            try encode(trace)
            return true
        } catch {
            Logger.current.logUnserializable(trace, error)
            return false
        }
    }
}
