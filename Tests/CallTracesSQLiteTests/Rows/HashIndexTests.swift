import Testing

@testable import CallTracesSQLite

/// Numbers are found by their hash, also where hashes are equal or want the same slot.
struct HashIndexTests {
    @Test func `an empty index finds nothing`() {
        #expect(HashIndex()[0] == nil)
        #expect(HashIndex()[1] == nil)
    }

    @Test func `every number is found, however many there are`() {
        var index = HashIndex()
        for number in 0..<1_000 { index.insert(Int64(number), for: (number + 1) &* 64) }
        #expect((0..<1_000).allSatisfy { index[($0 + 1) &* 64] == Int64($0) })
        #expect(index.count == 1_000)
        #expect(index[7] == nil)
    }

    @Test func `of several numbers for a hash the wanted one is found`() {
        var index = HashIndex()
        for number in 0..<40 { index.insert(Int64(number), for: -1) }
        #expect(index.first(-1) { $0 == 31 } == 31)
        #expect(index.first(-1) { $0 == 40 } == nil)
        #expect(index.first(15) { _ in true } == nil)
    }

    @Test func `the hash 0 counts as 1`() {
        var index = HashIndex()
        index.insert(7, for: 0)
        #expect(index[0] == 7)
        #expect(index[1] == 7)
        #expect(index.count == 1)
        index.update(8, for: 1)
        #expect(index[0] == 8)
        #expect(index.count == 1)
    }

    @Test func `an update replaces the number`() {
        var index = HashIndex()
        for number in 0..<40 { index.update(Int64(number), for: 2 + number % 4) }
        #expect((2..<6).map { index[$0] } == [36, 37, 38, 39])
        #expect(index.count == 4)
    }

    @Test func `what was removed is not found`() {
        var index = HashIndex()
        for number in 0..<40 { index.insert(Int64(number), for: number) }
        index.removeAll()
        #expect(index.count == 0)
        #expect((0..<40).allSatisfy { index[$0] == nil })
    }
}
