/// What the operations of a store cost, next to ``/CallTraces/InMemoryStore`` in the same run.
///
/// Printed, it is a Markdown table with a note on how and where it was measured. Times depend on the machine; the ratios
/// and their growth with the number of traces say more about the store.
public struct CostTable: Sendable {
    /// What is measured.
    public enum Operation: String, CaseIterable, Sendable {
        /// Adding traces that the store does not have, in batches of 1,000.
        case addDistinct = "add, distinct traces"
        /// Returning the newest 10 traces of the module with the most.
        case filterFew = "filter, newest 10"
        /// Returning the newest 10 traces of a class of that module.
        case filterPrefix = "filter, newest 10 by prefix"
        /// Returning the newest 2,000 traces of the module with the most.
        case filterMany = "filter, newest 2,000"
        /// Listing the modules.
        case listModules
        /// Adding a stream of recorded calls, in which few traces repeat often, in batches of 1,000.
        case addRepeated = "add, repeated calls"
    }

    /// An operation at one size.
    public struct Row: Sendable {
        /// What was measured.
        public let operation: Operation
        /// How many distinct traces the store had, or was filled with.
        public let size: Int
        /// The time that the store took, for each trace that was added or for a query.
        public let duration: Duration
        /// The time that ``/CallTraces/InMemoryStore`` took for the same.
        public let inMemoryDuration: Duration

        /// How many times as long the store took; `nil` if ``/CallTraces/InMemoryStore`` took no measurable time.
        public var ratio: Double? { inMemoryDuration > .zero ? duration / inMemoryDuration : nil }
    }

    /// The name of the store.
    public let storeName: String
    /// The operations, each at every size.
    public let rows: [Row]
    /// What else to know: which operations stopped early, and which results differ from those of
    /// ``/CallTraces/InMemoryStore``.
    public let notes: [String]
}
