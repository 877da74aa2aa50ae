/// Makes a failing history as short and simple as possible while it still fails.
struct Shrinker {
    /// How many histories to try at most before settling for the shortest so far.
    static let maximumAttempts = 1_500

    private var history: History
    private var remaining: Int

    /// Shrinks a history.
    ///
    /// - Parameters:
    ///   - history: A history that fails.
    ///   - attempts: How many histories to try at most.
    ///   - isFailing: Plays a history and returns whether it fails.
    /// - Returns: A history that fails while none of its reductions does, or the shortest found within the attempts.
    /// - Throws: What playing throws.
    static func shrunk(
        _ history: History,
        attempts: Int = maximumAttempts,
        whileFailing isFailing: (History) async throws -> Bool
    ) async throws -> History {
        var shrinker = Shrinker(history: history.renumbered, remaining: attempts)
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
        // Each reduction comes before its origin in the shrink order, so this ends.
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
        let current = history.shrinkOrder
        for candidate in candidates {
            let candidate = candidate.renumbered
            guard candidate.shrinkOrder < current else { continue }
            guard remaining > 0 else { return nil }
            remaining -= 1
            if try await isFailing(candidate) { return candidate }
        }
        return nil
    }
}
