extension Clause {
    /// LIST-5: the order of modules is unspecified.
    public static let list5 = Clause(
        .list,
        5,
        .open,
        "the order is unspecified",
        text: "The order is unspecified; no clause may rest on it.",
        unjudged: .open
    )
}
