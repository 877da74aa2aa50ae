import Synchronization
import Testing

@testable import CallTraceConformance

@Suite struct JudgingQueueTests {
    @Test(arguments: [1, 3, 8])
    func `no more operations run at once than fit, and all of them run`(width: Int) async {
        struct Counts {
            var running = 0
            var most = 0
            var done: Set<Int> = []
        }
        let queue = JudgingQueue(width: width)
        let counts = Mutex(Counts())
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    await queue.run {
                        counts.withLock { counts in
                            counts.running += 1
                            counts.most = max(counts.most, counts.running)
                        }
                        for _ in 0..<20 { await Task.yield() }
                        counts.withLock { counts in
                            counts.running -= 1
                            counts.done.insert(number)
                        }
                    }
                }
            }
        }
        let (most, done) = counts.withLock { ($0.most, $0.done) }
        #expect(most <= width && done == Set(0..<60))
    }

    @Test func `operations that fit run at the same time`() async {
        let queue = JudgingQueue(width: 2)
        let running = Mutex(0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...2 {
                group.addTask {
                    await queue.run {
                        running.withLock { $0 += 1 }
                        while running.withLock({ $0 < 2 }) { await Task.yield() }
                    }
                }
            }
        }
        #expect(running.withLock(\.self) == 2)
    }
}
