import CallTraces
import Testing

@testable import CallTracesSQLite

/// A trace is found again unless another took its place; its memory is bounded.
struct RecentTracesTests {
    private let trace = CallTrace(module: "m", qualname: "caf\u{E9}")

    @Test func `a kept trace is found`() {
        var recent = RecentTraces()
        #expect(recent.row(of: trace, hash: 5) == nil)
        recent.keep(3, for: trace, hash: 5)
        #expect(recent.row(of: trace, hash: 5) == 3)
        #expect(recent.row(of: trace, hash: 21) == nil)
    }

    @Test func `another trace of the same hash is not taken for it`() {
        var recent = RecentTraces()
        recent.keep(3, for: trace, hash: 5)
        #expect(recent.row(of: CallTrace(module: "m", qualname: "cafe\u{301}"), hash: 5) == nil)
    }

    @Test func `the traces kept while it grows are found`() {
        var recent = RecentTraces()
        for hash in 0..<1_000 { recent.keep(hash, for: trace, hash: hash) }
        #expect((0..<1_000).allSatisfy { recent.row(of: trace, hash: $0) == $0 })
    }

    @Test func `its memory is bounded`() {
        var recent = RecentTraces()
        let hashes = 0..<(2 * RecentTraces.capacity)
        for hash in hashes { recent.keep(hash, for: trace, hash: hash) }
        #expect(hashes.count { recent.row(of: trace, hash: $0) != nil } == RecentTraces.capacity)
        #expect(recent.row(of: trace, hash: hashes.upperBound - 1) == hashes.upperBound - 1)
    }
}
