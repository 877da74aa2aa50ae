extension Clause {
    /// SCALE-2: re-adding the same traces does not make reading dearer without bound.
    public static let scale2 = Clause(
        .scale,
        2,
        .should,
        "re-adding does not slow reading",
        text: "Re-adding the same traces does not grow the cost of `filter` and `listModules` without bound.",
        unjudged: .planned
    )
}
