import CallTraces

/// The traces for the clauses about records that cannot be decoded.
enum DamageWorkload {
    /// The trace whose record is damaged.
    static let damaged = CallTrace(module: "m", qualname: "damaged", argTypes: ["x": .int], returnType: .str)

    /// The traces that stay intact.
    static let intact = [
        CallTrace(module: "m", qualname: "before", argTypes: ["x": .int]),
        CallTrace(module: "m", qualname: "after", returnType: .noneType),
    ]

    /// The trace to damage, between the other two.
    static let traces = [intact[0], damaged, intact[1]]

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
