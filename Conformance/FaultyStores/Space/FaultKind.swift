/// The kinds of fault operators.
package enum FaultKind: String, CaseIterable, Sendable {
    /// A text is changed, or two texts are taken for one.
    case text
    /// A number is exceeded or met.
    case size
    /// Different traces are taken for identical, or identical ones for different.
    case identity
    /// Results are in another order, or others are within the limit.
    case order
    /// An answer is older than the store.
    case cache
    /// A batch is seen in part, early, late, or by some handles only.
    case visibility
    /// Traces that cannot be serialized, damaged records, thunks, and passwords in texts.
    case errors
}
