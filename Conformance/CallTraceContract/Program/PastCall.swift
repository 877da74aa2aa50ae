/// A kind of call that a store has answered several times before a scenario begins.
package enum PastCall: CaseIterable, Sendable {
    /// `add`, of one trace of ``module``.
    case add
    /// `filter`, of ``module``.
    case filter
    /// `listModules`.
    case listModules

    /// How many calls of each kind were made; more than a first time, a few times, or a small cache.
    package static let count = 20

    /// The module of the traces that were added, which no scenario uses.
    package static let module = "past"
}
