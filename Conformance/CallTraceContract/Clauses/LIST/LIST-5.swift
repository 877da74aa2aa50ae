extension Clause {
    /// LIST-5: the order of modules is unspecified.
    public static let list5 = Clause(
        open: .list,
        5,
        "the order is unspecified",
        text: "The order is unspecified; no clause may rest on it."
    )
}
