import CallTraces
import Logging

/// The distinct rows of one `add`, encoded, in the order of their latest occurrence.
///
/// Memory grows with the number of distinct rows, not with the number of traces.
struct EncodedBatch: Sendable {
    /// A row, whose bytes are borrowed from the batch.
    struct Row: Sendable {
        let hash: Int
        let layout: RowLayout
        fileprivate let offset: Int
        /// The position of the latest trace with this row.
        fileprivate var latest: Int
    }

    /// The rows, oldest first.
    private(set) var rows: [Row] = []

    /// The bytes of all rows.
    private var bytes: [UInt8] = []

    private let hasher: RowHasher

    /// How many traces are encoded between two checks for cancellation.
    private static let tracesPerCheck = 1_024

    /// Encodes traces in a single pass.
    ///
    /// - Parameters:
    ///   - traces: The traces, oldest first. A trace that cannot be serialized is logged and skipped.
    ///   - hasher: Hashes the rows.
    /// - Throws: `CancellationError` if the task is canceled.
    init(_ traces: some Sequence<CallTrace>, _ hasher: RowHasher) throws {
        self.hasher = hasher
        var encoder = RowEncoder()
        var cache = EncodedTraceCache()
        var index = HashIndex()
        var iterator = traces.makeIterator()
        var number = 0
        while let trace = iterator.next() {
            number += 1
            if number.isMultiple(of: Self.tracesPerCheck) { try Task.checkCancellation() }
            let hash = trace.quickHash
            if let row = cache.row(of: trace, hash: hash) {
                rows[row].latest = number
                continue
            }
            guard encoder.encodeOrLog(trace) else { continue }
            let layout = encoder.layout
            if let row = encoder.withBytes({ insert($0, layout, number, &index) }) {
                // Only a trace that recurs is worth caching.
                cache.insert(row, for: trace, hash: hash)
            }
        }
        rows.sort { $0.latest < $1.latest }
    }

    var isEmpty: Bool { rows.isEmpty }

    /// Calls a closure with the bytes of a row.
    @inline(__always)
    func withBorrowed<Result>(_ row: Row, _ body: (BorrowedRow) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBytes { bytes in
            try body(BorrowedRow(UnsafeRawBufferPointer(rebasing: bytes[row.offset...]), row.layout))
        }
    }

    /// Stores a row, unless the batch has it already.
    ///
    /// - Returns: The position of the row that was there already, or `nil`.
    private mutating func insert(
        _ rowBytes: UnsafeRawBufferPointer,
        _ layout: RowLayout,
        _ number: Int,
        _ index: inout HashIndex
    ) -> Int? {
        let row = BorrowedRow(rowBytes, layout)
        let hash = hasher.hash(row)
        let match = index.first(hash) { position in withBorrowed(rows[position]) { $0.hasSameBytes(as: row) } }
        if let match {
            rows[match].latest = number
            return match
        }
        index.insert(rows.count, for: hash)
        rows.append(Row(hash: hash, layout: layout, offset: bytes.count, latest: number))
        bytes.append(contentsOf: rowBytes)
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
