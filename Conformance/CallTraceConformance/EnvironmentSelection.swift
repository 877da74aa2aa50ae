import CallTraceContract
import Foundation

/// The clauses chosen from outside, as Swift Testing cannot choose one case of a test.
enum EnvironmentSelection {
    /// The variable with ids and groups, separated by commas or spaces: `CALL_TRACE_CLAUSES=FILTER-4,LIST swift test`.
    static let variable = "CALL_TRACE_CLAUSES"

    /// The clauses chosen for this process: all, unless the variable is set.
    static let chosen = selection(ProcessInfo.processInfo.environment[variable])

    static func selection(_ value: String?) -> Result<ClauseSelection, any Error> {
        let names = (value ?? "").split { ", ".contains($0) }.map(String.init)
        return Result { try ClauseSelection(names) }
    }
}
