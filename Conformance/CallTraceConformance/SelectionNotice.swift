import CallTraceContract
import Foundation
import Synchronization
import Testing

/// Applies the selection of clauses in the environment, and says so once.
enum SelectionNotice {
    private struct State {
        var isAnnounced = false
        var judged = 0
    }

    private static let state = Mutex(State())

    /// Whether a clause is to be judged in this run.
    ///
    /// A selection that names no clause is reported once, as a failure. One that leaves nothing to judge in the whole run
    /// fails the process when it exits: Swift Testing would count each test case that it leaves out as passed.
    static func selects(_ clause: Clause, at sourceLocation: SourceLocation) -> Bool {
        let isFirst = state.withLock { state in
            defer { state.isAnnounced = true }
            return !state.isAnnounced
        }
        switch ClauseSelection.fromEnvironment {
        case .failure(let error):
            if isFirst {
                let comment = Comment(rawValue: "\(ClauseSelection.variable): \(error)")
                Issue.record(comment, sourceLocation: sourceLocation)
            }
            return false
        case .success(let selection):
            guard !selection.isEverything else { return true }
            if isFirst {
                let total = Contract.total(choosing: selection.clauses)
                print("\(ClauseSelection.variable): \(selection.clauses.count) of \(total) clauses judged")
                atexit { SelectionNotice.failUnlessJudged() }
            }
            guard selection.clauses.contains(clause) else { return false }
            state.withLock { $0.judged += 1 }
            return true
        }
    }

    private static func failUnlessJudged() {
        guard state.withLock(\.judged) == 0 else { return }
        let text = "\(ClauseSelection.variable) selects no clause that a test judges; nothing was judged\n"
        fflush(nil)
        FileHandle.standardError.write(Data(text.utf8))
        _exit(EXIT_FAILURE)
    }
}
