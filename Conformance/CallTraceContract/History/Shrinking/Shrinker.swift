/// Makes a failing history as short and simple as possible while it still fails.
struct Shrinker {
    private var history: History
    private let isOutOfBudget: () -> Bool

    /// Shrinks a history.
    ///
    /// - Parameters:
    ///   - history: A history that fails.
    ///   - isOutOfBudget: Whether to settle for the shortest so far.
    ///   - isFailing: Plays a history and returns whether it fails.
    /// - Returns: A history that fails while none of its reductions does, or the shortest that was found.
    /// - Throws: What playing throws.
    static func shrunk(
        _ history: History,
        until isOutOfBudget: @autoclosure @escaping () -> Bool = false,
        whileFailing isFailing: (History) async throws -> Bool
    ) async throws -> History {
        var shrinker = Shrinker(history: history.renumbered, isOutOfBudget: isOutOfBudget)
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
        } while isSmaller && !isOutOfBudget()
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
            guard !isOutOfBudget() else { return nil }
            if try await isFailing(candidate) { return candidate }
        }
        return nil
    }
}
