import CallTraces
import Logging

/// The distinct rows of one `add`, encoded, in the order of their latest occurrence.
///
/// Memory grows with the number of distinct rows, not with the number of traces.
struct EncodedBatch: Sendable {
    /// The rows and their hashes, oldest first.
    let rows: [(row: CallTraceRow, hash: Int)]

    /// How many traces are encoded between two checks for cancellation.
    private static let tracesPerCheck = 1_024

    /// Encodes traces in a single pass.
    ///
    /// - Parameters:
    ///   - traces: The traces, oldest first. A trace that cannot be serialized is logged and skipped.
    ///   - hasher: Hashes the rows.
    /// - Throws: `CancellationError` if the task is canceled.
    init(_ traces: some Sequence<CallTrace>, _ hasher: RowHasher) throws {
        var encoder = RowEncoder()
        var cache = EncodedTraceCache()
        var distinct = DistinctRows(hasher)
        // The number of the latest trace with each row.
        var latest: [Int] = []
        var iterator = traces.makeIterator()
        var number = 0
        while let trace = iterator.next() {
            number += 1
            if number.isMultiple(of: Self.tracesPerCheck) { try Task.checkCancellation() }
            let hash = trace.quickHash
            if let position = cache.row(of: trace, hash: hash) {
                latest[position] = number
                continue
            }
            guard encoder.encodeOrLog(trace) else { continue }
            if let position = distinct.insert(encoder.row) {
                latest[position] = number
                // Only a trace that recurs is worth caching.
                cache.insert(position, for: trace, hash: hash)
            } else {
                latest.append(number)
            }
        }
        rows = latest.indices.sorted { latest[$0] < latest[$1] }.map { (distinct.rows[$0], distinct.hashes[$0]) }
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
