import Testing

@testable import CallTracesSQLite

/// Positions are found by hash, even if hashes are equal or compete for a slot.
struct HashIndexTests {
    private func first(_ hash: Int, in index: HashIndex) -> Int? {
        index.first(hash) { _ in true }
    }

    @Test func `an empty index finds nothing`() {
        #expect(first(0, in: HashIndex()) == nil)
        #expect(first(1, in: HashIndex()) == nil)
    }

    @Test(arguments: [1, 64, Int.max / 1_000, -1])
    func `every position is found, however many there are`(stride: Int) {
        var index = HashIndex()
        for position in 0..<1_000 { index.insert(position, for: position * stride) }
        #expect((0..<1_000).allSatisfy { first($0 * stride, in: index) == $0 })
        #expect(first(1_000 * stride, in: index) == nil)
    }

    @Test func `among several positions for a hash, the predicate decides`() {
        var index = HashIndex()
        for position in 0..<40 { index.insert(position, for: -1) }
        #expect((0..<40).allSatisfy { position in index.first(-1) { $0 == position } == position })
        #expect(index.first(-1) { $0 == 40 } == nil)
        #expect(first(15, in: index) == nil)
    }

    @Test func `setting the only number for a hash replaces the one before`() {
        var index = HashIndex()
        #expect(index[5] == nil)
        for number in 0..<1_000 { index[number % 100 * 64] = number }
        #expect(index.count == 100)
        #expect((0..<100).allSatisfy { index[$0 * 64] == 900 + $0 })
        #expect(index.sorted.map(\.hash) == (0..<100).map { $0 * 64 })
    }
}
