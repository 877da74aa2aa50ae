import Synchronization
import Testing

@testable import CallTraceContract

@Suite struct TwoThreadsTests {
    @Test func `both threads run the body until each was interrupted by the other`() async {
        let running = Mutex(0)
        let overlaps = Mutex(0)
        await TwoThreads.run {
            let count = running.withLock { running in
                running += 1
                return running
            }
            if count == 2 { overlaps.withLock { $0 += 1 } }
            // Long enough to be interrupted in.
            var sum = 0
            for number in 0..<5_000 { sum &+= number }
            running.withLock { $0 -= 1 }
            return sum > 0
        }
        #expect(overlaps.withLock(\.self) > 0)
    }

    @Test func `a body that need not go on ends its thread`() async {
        let runs = Mutex(0)
        await TwoThreads.run {
            runs.withLock { $0 += 1 }
            return false
        }
        #expect(runs.withLock(\.self) == 2)
    }
}
