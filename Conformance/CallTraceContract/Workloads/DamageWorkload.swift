import CallTraces

/// The traces of the clauses about records that cannot be decoded.
enum DamageWorkload {
    /// The qualname of the record that is damaged.
    static let damaged = "damaged"

    /// A trace to damage between two others.
    static let traces = [
        CallTrace(module: "m", qualname: "before", argTypes: ["x": .int]),
        CallTrace(module: "m", qualname: damaged, argTypes: ["x": .int], returnType: .str),
        CallTrace(module: "m", qualname: "after", returnType: .noneType),
    ]

    /// The traces that stay whole.
    static let undamaged = [traces[0], traces[2]]

    /// Sound traces that a decoder finds hard.
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
