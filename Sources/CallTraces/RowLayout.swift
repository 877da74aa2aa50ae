/// The lengths of the five parts of a row whose bytes are stored one after the other.
struct RowLayout: Equatable, Sendable {
    var moduleCount = 0
    var qualnameCount = 0
    var argTypesCount = 0
    /// `nil` when the call did not return.
    var returnTypeCount: Int?
    /// `nil` when the call did not yield.
    var yieldTypeCount: Int?

    /// The length of the row.
    var count: Int {
        moduleCount + qualnameCount + argTypesCount + (returnTypeCount ?? 0) + (yieldTypeCount ?? 0)
    }
}
