/// An arena for the bytes of rows, in chunks that are never reallocated.
struct RowBytes: Sendable {
    /// The location of the bytes of a row.
    struct Location: Sendable {
        fileprivate let chunk: Int
        fileprivate let offset: Int
    }

    private static let chunkSizes = 4_096...1_048_576

    private var chunks: [[UInt8]] = []
    private var room = 0

    /// Copies bytes into the arena.
    mutating func append(_ bytes: UnsafeRawBufferPointer) -> Location {
        if bytes.count > room {
            // Chunks grow, so that a batch of few rows takes little memory.
            let size = min(max(chunks.last?.count ?? 0, Self.chunkSizes.lowerBound) * 2, Self.chunkSizes.upperBound)
            room = max(size, bytes.count)
            chunks.append([])
            chunks[chunks.count - 1].reserveCapacity(room)
        }
        let chunk = chunks.count - 1
        defer {
            chunks[chunk].append(contentsOf: bytes)
            room -= bytes.count
        }
        return Location(chunk: chunk, offset: chunks[chunk].count)
    }

    /// Calls a closure with the bytes at a location.
    @inline(__always)
    func withBytes<Result>(
        at location: Location,
        count: Int,
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try chunks[location.chunk].withUnsafeBytes { chunk in
            try body(UnsafeRawBufferPointer(rebasing: chunk[location.offset..<(location.offset + count)]))
        }
    }
}
