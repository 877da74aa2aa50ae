import CallTraceContract

/// Every fault that the operators make up: the faults of the catalog, and thousands that nobody listed.
package enum FaultSpace {
    static let operators: [FaultOperator] =
        textOperators + sizeOperators + identityOperators + orderOperators + cacheOperators + visibilityOperators
        + errorOperators

    /// Every point, in an order that never changes, made one at a time.
    package static var all: some Sequence<FaultPoint> { operators.lazy.flatMap(\.points) }

    /// Draws different points at random: first an operator, then a place, a value, and a first call.
    ///
    /// Rare operators are drawn as often as common ones.
    ///
    /// - Parameters:
    ///   - count: How many points to draw.
    ///   - seed: The seed that determines them.
    ///   - kind: The kind to draw from; every kind unless given.
    /// - Returns: The points in the order in which they were drawn; fewer if draw after draw gives nothing new.
    package static func sample(_ count: Int, seed: UInt64, of kind: FaultKind? = nil) -> [FaultPoint] {
        let operators = operators.filter { kind == nil || $0.kind == kind }
        var generator = SeededGenerator(seed: seed)
        var points: [FaultPoint] = []
        var names: Set<String> = []
        var repetitions = 0
        while points.count < count, repetitions < 1_000 {
            guard let operation = operators.randomElement(using: &generator),
                let place = operation.places.randomElement(using: &generator),
                let value = place.values.randomElement(using: &generator),
                let first = firstCall(of: value, using: &generator)
            else { break }
            let point = FaultPoint(operation.kind, operation.name, place, value, from: first)
            let isNew = names.insert(point.name).inserted
            repetitions = isNew ? 0 : repetitions + 1
            if isNew { points.append(point) }
        }
        return points
    }

    /// Half of the draws are faults from the first call on.
    private static func firstCall(of value: FaultValue, using generator: inout SeededGenerator) -> Int? {
        Bool.random(using: &generator) ? value.firstCalls.first : value.firstCalls.randomElement(using: &generator)
    }
}
