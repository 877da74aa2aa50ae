/// How binding a clause is, in the words of RFC 2119.
public enum Level: String, Sendable {
    /// A store that breaks the clause does not conform.
    case must = "MUST"
    /// A store that breaks the clause is warned.
    case should = "SHOULD"
    /// The clause leaves something open to the store, so there is nothing to break.
    case open = "-"
}
