import CallTraces
import Testing

@testable import CallTracesSQLite

/// A trace is found until another one evicts it, and the memory is bounded.
struct EncodedTraceCacheTests {
    private let trace = CallTrace(module: "m", qualname: "caf\u{E9}")

    @Test func `a cached trace is found`() {
        var cache = EncodedTraceCache()
        #expect(cache.row(of: trace, hash: 5) == nil)
        cache.insert(3, for: trace, hash: 5)
        #expect(cache.row(of: trace, hash: 5) == 3)
        #expect(cache.row(of: trace, hash: 21) == nil)
    }

    @Test func `another trace with the same hash is not found`() {
        var cache = EncodedTraceCache()
        cache.insert(3, for: trace, hash: 5)
        #expect(cache.row(of: CallTrace(module: "m", qualname: "cafe\u{301}"), hash: 5) == nil)
    }

    @Test func `traces are found after the cache has grown`() {
        var cache = EncodedTraceCache()
        for hash in 0..<1_000 { cache.insert(hash, for: trace, hash: hash) }
        #expect((0..<1_000).allSatisfy { cache.row(of: trace, hash: $0) == $0 })
    }

    @Test func `the number of traces is bounded`() {
        var cache = EncodedTraceCache()
        let hashes = 0..<(2 * EncodedTraceCache.capacity)
        for hash in hashes { cache.insert(hash, for: trace, hash: hash) }
        #expect(hashes.count { cache.row(of: trace, hash: $0) != nil } == EncodedTraceCache.capacity)
        #expect(cache.row(of: trace, hash: hashes.upperBound - 1) == hashes.upperBound - 1)
    }
}
