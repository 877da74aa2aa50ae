import Testing

@testable import CallTracesSQLite

/// Every byte counts, and so does how many there are.
struct ByteHashTests {
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

    @Test func `a string and its bytes have the same hash, however it is stored`() {
        for string in ["", "f", "a name of more bytes than sixteen", "Größe"] {
            var hash = ByteHash()
            hash.combine(string)
            #expect(hash.value == self.hash(Array(string.utf8)))
        }
    }
}
