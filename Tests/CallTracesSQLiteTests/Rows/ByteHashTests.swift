import Testing

@testable import CallTracesSQLite

/// Every byte counts, and so does how many there are.
struct ByteHashTests {
    private static let seeds = [
        .process,
        ByteHash.Seed(first: 0x243F_6A88_85A3_08D3, second: 0x1319_8A2E_0370_7344),
        ByteHash.Seed(first: 0xA409_3822_299F_31D0, second: 0x082E_FA98_EC4E_6C89),
        ByteHash.Seed(first: 0x4528_21E6_38D0_1377, second: 0xBE54_66CF_34E9_0C6C),
    ]

    private func hash(_ bytes: [UInt8]) -> Int {
        var hash = ByteHash()
        bytes.withUnsafeBytes { hash.combine($0) }
        return hash.value
    }

    @Test func `every byte makes a difference, however many there are`() {
        for count in 0...70 {
            let bytes = (0..<count).map { UInt8($0) }
            var hashes: Set = [hash(bytes)]
            for position in bytes.indices {
                var changed = bytes
                changed[position] ^= 0x80
                hashes.insert(hash(changed))
            }
            #expect(hashes.count == count + 1)
        }
    }

    @Test func `the number of bytes makes a difference`() {
        let hashes = Set((0...70).map { hash(Array(repeating: 0, count: $0)) })
        #expect(hashes.count == 71)
    }

    /// A random 64-bit hash has one chance in three billion of a collision among 100,000 names.
    @Test(arguments: [("f", ""), ("Model", ".save"), ("shop.models.Model", ".save")])
    func `numbered names do not collide, whatever the seed`(prefix: String, suffix: String) {
        for seed in Self.seeds {
            var hashes: Set<Int> = []
            for number in 0..<100_000 {
                var hash = ByteHash(seed: seed)
                hash.combine("\(prefix)\(number)\(suffix)")
                hashes.insert(hash.value)
            }
            #expect(hashes.count == 100_000)
        }
    }

    @Test func `moving bytes from one string to the next makes a difference, whatever the seed`() {
        for seed in Self.seeds {
            var hashes: Set<Int> = []
            for left in 0..<300 {
                for right in 0..<300 {
                    var hash = ByteHash(seed: seed)
                    hash.combine("m\(left)")
                    hash.combine("\(right)")
                    hashes.insert(hash.value)
                }
            }
            #expect(hashes.count == 90_000)
        }
    }

    @Test func `a string and its bytes have the same hash, however it is stored`() {
        for string in ["", "f", "a name of more bytes than sixteen", "Größe"] {
            var hash = ByteHash()
            hash.combine(string)
            #expect(hash.value == self.hash(Array(string.utf8)))
        }
    }
}
