/// Numbers by hash, such as positions in an array whose elements the caller compares.
///
/// It takes the lowest bits of a hash to be as random as all others.
struct HashIndex: Sendable {
    private struct Slot {
        /// The hash, 0 where the slot is empty.
        var hash = 0
        var number: Int64 = 0
    }

    /// A power of two, at least half of them empty.
    private var slots: [Slot] = []
    private(set) var count = 0

    /// The first number for a hash that satisfies a predicate.
    @inline(__always)
    func first(_ hash: Int, where isWanted: (Int64) -> Bool) -> Int64? {
        guard !slots.isEmpty else { return nil }
        let hash = Self.nonzero(hash)
        var slot = hash & (slots.count - 1)
        while slots[slot].hash != 0 {
            if slots[slot].hash == hash, isWanted(slots[slot].number) { return slots[slot].number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The first number for a hash.
    subscript(hash: Int) -> Int64? {
        first(hash) { _ in true }
    }

    /// Adds a number to those for the same hash.
    mutating func insert(_ number: Int64, for hash: Int) {
        store(number, for: Self.nonzero(hash), replacing: false)
    }

    /// Replaces the first number for a hash, or adds one.
    mutating func update(_ number: Int64, for hash: Int) {
        store(number, for: Self.nonzero(hash), replacing: true)
    }

    /// Removes all numbers, but keeps the memory.
    mutating func removeAll() {
        for slot in slots.indices { slots[slot] = Slot() }
        count = 0
    }

    private mutating func store(_ number: Int64, for hash: Int, replacing: Bool) {
        if (count + 1) * 2 > slots.count { grow() }
        var slot = hash & (slots.count - 1)
        while slots[slot].hash != 0, !replacing || slots[slot].hash != hash {
            slot = (slot + 1) & (slots.count - 1)
        }
        if slots[slot].hash == 0 { count += 1 }
        slots[slot] = Slot(hash: hash, number: number)
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: max(16, old.count * 2))
        count = 0
        for slot in old where slot.hash != 0 {
            store(slot.number, for: slot.hash, replacing: false)
        }
    }

    private static func nonzero(_ hash: Int) -> Int {
        hash == 0 ? 1 : hash
    }
}
