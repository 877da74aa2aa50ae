import CallTraces

/// What a `filter` asks for.
struct Query: Sendable {
    var module: String
    var qualnamePrefix: String?
    var limit: Int

    /// The query, as a lawful store takes it: a negative limit throws (FILTER-8).
    func checked() throws -> Query {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        return self
    }
}
