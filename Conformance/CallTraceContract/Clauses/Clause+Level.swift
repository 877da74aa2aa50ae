extension Clause {
    /// How binding a clause is, in the words of RFC 2119.
    public enum Level: String, Sendable {
        /// A store that breaks the clause does not conform.
        case must = "MUST"
        /// Breaking the clause causes a warning.
        case should = "SHOULD"
        /// The clause says that something is unspecified, so there is nothing to judge.
        case unspecified = "-"
    }
}
