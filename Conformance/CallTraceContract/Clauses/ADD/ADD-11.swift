extension Clause {
    /// ADD-11: traces whose `add` returned survive the death of the process.
    public static let add11 = Clause(
        .add,
        11,
        .must,
        "added traces survive SIGKILL",
        text: "Traces whose `add` returned survive `SIGKILL` of the process. (Persistent stores.)",
        unjudged: .planned
    )
}
