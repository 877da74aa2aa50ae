import CallTraces
import Testing

@testable import CallTracesSQLite

/// The cache returns what was stored last, and evicts what has gone unused longest.
struct RowIDCacheTests {
    @Test func `a rowid is found by the hash of its row, and the latest counts`() {
        var cache = RowIDCache()
        #expect(cache[5] == nil)
        cache.insert(1, for: 5)
        cache.insert(2, for: 6)
        cache.insert(3, for: 5)
        #expect(cache[5] == 3)
        #expect(cache[6] == 2)
    }

    @Test func `modules are compared by bytes`() {
        var cache = RowIDCache()
        cache.insert(module: ExactString("caf\u{E9}"))
        #expect(cache.contains(module: ExactString("caf\u{E9}")))
        #expect(!cache.contains(module: ExactString("cafe\u{301}")))
    }

    @Test func `beyond its capacity, entries that have gone unused longest are evicted`() {
        var cache = RowIDCache(capacity: 16)
        for hash in 1...40 { cache.insert(Int64(hash), for: hash) }
        #expect((33...40).allSatisfy { cache[$0] == Int64($0) })
        #expect((1...24).allSatisfy { cache[$0] == nil })
    }

    @Test func `modules are evicted like rows`() {
        var cache = RowIDCache(capacity: 16)
        cache.insert(module: ExactString("m"))
        for hash in 1...40 { cache.insert(Int64(hash), for: hash) }
        #expect(!cache.contains(module: ExactString("m")))
    }

    @Test func `nothing is left after everything is removed`() {
        var cache = RowIDCache(capacity: 16)
        for hash in 1...12 { cache.insert(Int64(hash), for: hash) }
        cache.removeAll()
        #expect((1...12).allSatisfy { cache[$0] == nil })
        #expect(cache.capacity == 16)
    }
}
