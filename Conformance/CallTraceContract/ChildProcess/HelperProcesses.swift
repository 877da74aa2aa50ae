import ProcessSignals
import Synchronization

/// The programs that do the work of this process's stores, such as an adapter.
///
/// What is done to a child process, such as killing it, is done to them as well.
package enum HelperProcesses {
    private static let running = Mutex<Set<Int32>>([])

    /// Enters a program that was started; a child process also tells its parent.
    package static func insert(_ process: Int32) {
        running.withLock { _ = $0.insert(process) }
        if case .success(_?) = ChildInstructions.ofThisProcess { ChildInstructions.send(.helper(process)) }
    }

    /// Removes a program that has ended.
    package static func remove(_ process: Int32) {
        running.withLock { _ = $0.remove(process) }
    }

    /// Limits the size of every file that the programs write; `nil` lifts the limit.
    static func limitFileSize(_ bytes: Int?) {
        for process in running.withLock(\.self) { process_signals_limit_file_size(process, bytes ?? -1) }
    }
}
