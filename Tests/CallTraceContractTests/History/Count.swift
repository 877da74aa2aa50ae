import Synchronization

/// A number that several tasks count up.
final class Count: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock(\.self) }

    /// Counts one, or some other number.
    @discardableResult
    func next(by difference: Int = 1) -> Int {
        count.withLock { count in
            count += difference
            return count
        }
    }
}
