import Testing

@testable import CallTracesSQLite

/// Bytes come back as they were appended, across the ends of chunks.
struct RowBytesTests {
    @Test func `bytes of all sizes come back as they were appended`() {
        let texts = [1, 4_000, 4_096, 5, 2_000_000, 3, 9_000].map { size in
            (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
        }
        var bytes = RowBytes()
        let locations = texts.map { text in text.withUnsafeBytes { bytes.append($0) } }
        for (text, location) in zip(texts, locations) {
            #expect(bytes.withBytes(at: location, count: text.count) { Array($0) } == text)
        }
    }
}
