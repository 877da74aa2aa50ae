/// The lengths of the five parts of a row whose bytes are stored one after the other.
package struct RowLayout: Hashable, Sendable {
    package var moduleCount = 0
    package var qualnameCount = 0
    package var argTypesCount = 0
    /// `nil` when the call did not return.
    package var returnTypeCount: Int?
    /// `nil` when the call did not yield.
    package var yieldTypeCount: Int?

    package init() {}
}
