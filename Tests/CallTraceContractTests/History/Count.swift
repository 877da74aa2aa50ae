import Synchronization

/// A counter shared by several tasks.
final class Count: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock(\.self) }

    /// Adds one, or another number, and returns the sum.
    @discardableResult
    func next(by difference: Int = 1) -> Int {
        count.withLock { count in
            count += difference
            return count
        }
    }
}
