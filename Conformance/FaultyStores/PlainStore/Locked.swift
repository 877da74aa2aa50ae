import Synchronization

/// A value behind a mutex, which closures can share.
final class Locked<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    init(_ value: Value) {
        mutex = Mutex(value)
    }

    var value: Value {
        get { mutex.withLock(\.self) }
        set { mutex.withLock { $0 = newValue } }
    }

    /// Reads and changes the value in one step.
    func update<Result: Sendable>(_ change: (inout Value) -> Result) -> Result {
        mutex.withLock { change(&$0) }
    }
}
