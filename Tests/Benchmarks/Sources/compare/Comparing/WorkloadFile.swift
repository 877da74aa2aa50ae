import CallTraces
import Foundation
import Workloads

/// The traces and calls for MonkeyType's process, as JSON.
struct WorkloadFile: Encodable {
    /// The encoded rows, from which that process creates its traces.
    let rows: [[String?]]
    /// All calls, oldest first, as indices of their rows.
    let calls: [Int]
    /// For how many traces the process checks that they encode as the rows they were created from.
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
