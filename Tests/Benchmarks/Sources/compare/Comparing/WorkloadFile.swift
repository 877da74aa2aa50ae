import CallTraces
import Foundation
import Workloads

/// Traces and calls for MonkeyType's process, as JSON.
struct WorkloadFile: Encodable {
    /// The encoded rows, from which that process makes its traces.
    let rows: [[String?]]
    /// Every call, oldest first, as the index of its row.
    let calls: [Int]
    /// How many of the first traces are checked to be encoded as the row that they are made from.
    let checked: Int

    init(_ recording: Recording, of recorded: RecordedCalls, count: Int) throws {
        rows = try recording.distinctTraces(of: recorded, count: count).map { trace in
            let row = try CallTraceRow(trace)
            return [row.module, row.qualname, row.argTypes, row.returnType, row.yieldType]
        }
        calls = recording.calls(of: recorded, count: count)
        checked = recorded.traces.count * 2
    }
}
