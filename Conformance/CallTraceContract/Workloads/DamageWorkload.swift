import CallTraces

/// The traces for the clauses about records that cannot be decoded.
enum DamageWorkload {
    /// The trace whose record is damaged.
    static let damaged = CallTrace(module: "m", qualname: "damaged", argTypes: ["x": .int], returnType: .str)

    /// A trace of the same function, to add when the record is damaged.
    static let newer = CallTrace(module: "m", qualname: "damaged", argTypes: ["x": .str])

    /// The traces that stay intact.
    static let intact = [
        CallTrace(module: "m", qualname: "before", argTypes: ["x": .int]),
        CallTrace(module: "m", qualname: "after", returnType: .noneType),
    ]

    /// The trace to damage, between the other two.
    static let traces = [intact[0], damaged, intact[1]]

    /// Many traces with types, of which ``damagedAmongMany`` are damaged: the first, the last, and two side by side.
    static let many = (0..<24).map { number in
        CallTrace(
            module: "m",
            qualname: "f\(number)",
            argTypes: ["x": TypeReference(module: "t", qualname: "T\(number)"), "y": .list(of: .str)],
            returnType: .str
        )
    }

    /// The positions of the damaged ones among ``many``, oldest first.
    static let damagedAmongMany = [0, 9, 10, 17, 23]

    /// Valid traces that are hard to decode.
    static let hardToDecode = [
        CallTrace(module: "m", qualname: "plain"),
        CallTrace(module: "m", qualname: "deep", argTypes: ["x": .nested(64)]),
        CallTrace(
            module: "m",
            qualname: "null",
            returnType: TypeReference(
                module: "null",
                qualname: "null",
                typedDict: ["module": .int, "elem_types": .str]
            )
        ),
        CallTrace(module: "m", qualname: "{\"", argTypes: ["}": .int, "\\": .str, "": .int]),
        CallTrace(module: "m", qualname: "plain too", yieldType: .noneType),
    ]
}
