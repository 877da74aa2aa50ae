extension Clause {
    /// MODEL-1: random histories agree with the reference model.
    public static let model1 = Clause(
        .model,
        1,
        .must,
        "random histories agree with the model",
        text: "Random histories of make, add, filter, list and reopen agree with the reference model at every step.",
        unjudged: .planned
    )
}
