import CallTraceContract

/// A way to be wrong, with every place and value to which it applies.
struct FaultOperator: Sendable {
    let kind: FaultKind
    let name: String
    let places: [FaultPlace]

    /// The faults of the operator, place by place, each from every call on that the value allows.
    var points: some Sequence<FaultPoint> {
        places.lazy.flatMap { place in place.values.lazy.flatMap { points(at: place, $0) } }
    }

    /// The faults of one place and value.
    func points(at place: FaultPlace, _ value: FaultValue) -> [FaultPoint] {
        value.firstCalls.map { FaultPoint(kind, name, place, value, from: $0) }
    }
}

/// Where an operator applies.
struct FaultPlace: Sendable {
    let name: String
    /// The clauses that name a fault here.
    let naming: [Clause]
    let values: [FaultValue]
    /// What must happen at the right moment for a fault here to show; `nil` if it always shows.
    let chance: String?

    init(_ name: String, _ naming: [Clause], _ values: [FaultValue], showsIf chance: String? = nil) {
        self.name = name
        self.naming = naming
        self.values = values
        self.chance = chance
    }
}

/// What an operator does at a place.
struct FaultValue: Sendable {
    /// The calls from which a fault can begin; the first is always one of them.
    static let everyFirstCall = [1, 2, 5, 20]

    /// The value as the name of the fault shows it; empty if the operator has only one.
    let name: String
    /// Why the contract allows the fault; `nil` if it does not.
    let allowance: String?
    let firstCalls: [Int]
    let mutate: @Sendable (inout Components) -> Void

    init(
        _ name: String = "",
        allowedBecause allowance: String? = nil,
        fromCalls firstCalls: [Int] = everyFirstCall,
        _ mutate: @escaping @Sendable (inout Components) -> Void
    ) {
        self.name = name
        self.allowance = allowance
        self.firstCalls = firstCalls
        self.mutate = mutate
    }
}
