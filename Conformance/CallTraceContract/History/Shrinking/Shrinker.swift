/// Makes a failing history as short and plain as it gets while it still fails.
struct Shrinker {
    /// How many histories are played at most before the shortest so far is taken.
    static let patience = 1_500

    private var history: History
    private var remaining: Int

    /// Shrinks a history.
    ///
    /// - Parameters:
    ///   - history: A history that fails.
    ///   - patience: How many histories are tried at most.
    ///   - isFailing: Plays a history and tells whether it fails.
    /// - Returns: A history that fails, and that none of its reductions does, or the best that patience found.
    /// - Throws: What playing throws.
    static func shrunk(
        _ history: History,
        patience: Int = patience,
        whileFailing isFailing: (History) async throws -> Bool
    ) async throws -> History {
        var shrinker = Shrinker(history: history.renumbered, remaining: patience)
        try await shrinker.shrink(whileFailing: isFailing)
        return shrinker.history
    }

    private mutating func shrink(whileFailing isFailing: (History) async throws -> Bool) async throws {
        var isSmaller: Bool
        repeat {
            isSmaller = false
            for reductions in History.allReductions where try await reduce(by: reductions, whileFailing: isFailing) {
                isSmaller = true
            }
        } while isSmaller && remaining > 0
    }

    /// Takes the first reduction that still fails, again and again; returns whether there was one.
    private mutating func reduce(
        by reductions: (History) -> [History],
        whileFailing isFailing: (History) async throws -> Bool
    ) async throws -> Bool {
        var isReduced = false
        // Each reduction is lighter than what it was made of, which ends this.
        while let reduced = try await first(of: reductions(history), whileFailing: isFailing) {
            history = reduced
            isReduced = true
        }
        return isReduced
    }

    private mutating func first(
        of candidates: [History],
        whileFailing isFailing: (History) async throws -> Bool
    ) async throws -> History? {
        let weight = history.weight
        for candidate in candidates {
            let candidate = candidate.renumbered
            guard candidate.weight < weight else { continue }
            guard remaining > 0 else { return nil }
            remaining -= 1
            if try await isFailing(candidate) { return candidate }
        }
        return nil
    }
}
