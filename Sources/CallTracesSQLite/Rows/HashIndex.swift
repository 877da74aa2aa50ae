/// Numbers by hashes; what a hash stands for, the caller compares itself.
///
/// This is a hash table with linear probing. A `Dictionary` would hash the hashes again, which makes `filter` execute 9 %
/// more instructions.
struct HashIndex: Sendable {
    private struct Slot {
        var hash = 0
        /// Negative in an empty slot.
        var number = -1
    }

    /// The number of slots is 0 or a power of two, and at least half of them are empty.
    private var slots: [Slot] = []
    private(set) var count = 0

    /// The first number for a hash that satisfies a predicate.
    @inline(__always)
    func first(_ hash: Int, where isMatch: (Int) -> Bool) -> Int? {
        guard !slots.isEmpty else { return nil }
        let slot = firstSlot(hash, where: isMatch)
        return slots[slot].number < 0 ? nil : slots[slot].number
    }

    /// Adds a number, which must not be negative, to those for the same hash.
    mutating func insert(_ number: Int, for hash: Int) {
        if (count + 1) * 2 > slots.count { grow() }
        store(Slot(hash: hash, number: number))
        count += 1
    }

    /// The only number for a hash; setting it replaces the one before.
    subscript(hash: Int) -> Int? {
        get { first(hash) { _ in true } }
        set {
            guard let newValue else { return }
            let slot = slots.isEmpty ? nil : firstSlot(hash) { _ in true }
            if let slot, slots[slot].number >= 0 {
                slots[slot].number = newValue
            } else {
                insert(newValue, for: hash)
            }
        }
    }

    /// All hashes with their numbers, in the order of the hashes.
    var sorted: [(hash: Int, number: Int)] {
        slots.lazy.filter { $0.number >= 0 }.map { ($0.hash, $0.number) }.sorted { $0.0 < $1.0 }
    }

    /// The slot of the first number for a hash that satisfies a predicate, or the empty slot after those for the hash.
    @inline(__always)
    private func firstSlot(_ hash: Int, where isMatch: (Int) -> Bool) -> Int {
        var slot = hash & (slots.count - 1)
        while slots[slot].number >= 0, slots[slot].hash != hash || !isMatch(slots[slot].number) {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func store(_ new: Slot) {
        var slot = new.hash & (slots.count - 1)
        while slots[slot].number >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = new
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: max(16, old.count * 2))
        for slot in old where slot.number >= 0 { store(slot) }
    }
}
