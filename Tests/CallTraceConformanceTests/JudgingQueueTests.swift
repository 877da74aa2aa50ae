import Synchronization
import Testing

@testable import CallTraceConformance

@Suite struct JudgingQueueTests {
    /// Counts operations that are running and that are done.
    private final class Counter: Sendable {
        private struct State {
            var running = 0
            var most = 0
            var done: Set<Int> = []
        }

        private let state = Mutex(State())

        var most: Int { state.withLock(\.most) }
        var done: Set<Int> { state.withLock(\.done) }

        func begin() {
            state.withLock { state in
                state.running += 1
                state.most = max(state.most, state.running)
            }
        }

        func end(_ number: Int) {
            state.withLock { state in
                state.running -= 1
                state.done.insert(number)
            }
        }
    }

    @Test(arguments: [1, 3, 8])
    func `no more operations run at once than fit, and all of them run`(width: Int) async {
        let queue = JudgingQueue(width: width)
        let counter = Counter()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    await queue.run {
                        counter.begin()
                        for _ in 0..<20 { await Task.yield() }
                        counter.end(number)
                    }
                }
            }
        }
        #expect(counter.most <= width && counter.done == Set(0..<60))
    }

    @Test func `operations that fit run at the same time`() async {
        let queue = JudgingQueue(width: 2)
        let counter = Counter()
        await withTaskGroup(of: Void.self) { group in
            for number in 1...2 {
                group.addTask {
                    await queue.run {
                        counter.begin()
                        while counter.most < 2 { await Task.yield() }
                        counter.end(number)
                    }
                }
            }
        }
        #expect(counter.done == [1, 2])
    }
}
