import Synchronization

/// A task that does nothing but take turns, more of them than an operation needs between two signs of progress.
///
/// Where many tasks wait, each turn takes long.
final class Pulse: Sendable {
    static let maximum = 100

    private let count = Mutex(0)

    init() {
        Task {
            for _ in 1...Self.maximum {
                count.withLock { $0 += 1 }
                await Task.yield()
            }
        }
    }

    var turns: Int { count.withLock(\.self) }
}
