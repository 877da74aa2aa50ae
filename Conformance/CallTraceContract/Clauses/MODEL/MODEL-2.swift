extension Clause {
    /// MODEL-2: concurrent histories are linearizable.
    public static let model2 = Clause(
        .model,
        2,
        .must,
        "concurrent histories are linearizable",
        text: "Concurrent histories are linearizable.",
        unjudged: .planned
    )
}
