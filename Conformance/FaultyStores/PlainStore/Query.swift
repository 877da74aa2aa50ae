import CallTraces

/// The arguments of a `filter` call.
struct Query: Sendable {
    var module: String
    var qualnamePrefix: String?
    var limit: Int

    /// The query, if a lawful store accepts it: a negative limit throws (FILTER-8).
    func checked() throws -> Query {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        return self
    }
}
