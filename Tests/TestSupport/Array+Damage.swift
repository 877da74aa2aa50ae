/// Bytes that are significant in JSON, bytes that are not, and bytes that are not valid UTF-8.
private let damagingBytes =
    Array(#"{}[]",:\/ntfueE+-.0123456789 abd"#.utf8) + [0, 0x0A, 0x1F, 0x7F, 0x80, 0xC3, 0xED, 0xFF]

extension [UInt8] {
    /// Replaces, inserts, or removes up to four bytes.
    ///
    /// - Parameter generator: The random number generator that chooses positions and bytes.
    package mutating func damage(using generator: inout some RandomNumberGenerator) {
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let byte = damagingBytes.randomElement(using: &generator) ?? 0
            guard let place = indices.randomElement(using: &generator) else { return append(byte) }
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: self[place] = byte
            case 1: insert(byte, at: place)
            default: remove(at: place)
            }
        }
    }
}
