extension Clause {
    /// LIST-5: the order of modules is unspecified.
    public static let list5 = Clause(
        .list,
        5,
        .unspecified,
        "the order is unspecified",
        text: "The order is unspecified; no clause may depend on it."
    ) { _ in
        throw NotApplicable(reason: "there is nothing to judge")
    }
}
