extension Clause {
    /// SCALE-1: `filter` does not slow with the traces of other modules.
    public static let scale1 = Clause(
        .scale,
        1,
        .should,
        "filter does not slow with other modules",
        text: "`filter` with a small limit does not slow with the traces of other modules.",
        unjudged: .planned
    )
}
