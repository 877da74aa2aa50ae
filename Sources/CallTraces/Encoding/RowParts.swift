/// Where the five parts of a row stand in bytes that hold them one after the other.
package struct RowParts: Hashable, Sendable {
    package var moduleCount = 0
    package var qualnameCount = 0
    package var argTypesCount = 0
    /// Nothing when the call did not return.
    package var returnTypeCount: Int?
    /// Nothing when the call did not yield.
    package var yieldTypeCount: Int?

    package init() {}

    /// The number of bytes of all parts.
    package var byteCount: Int {
        moduleCount + qualnameCount + argTypesCount + (returnTypeCount ?? 0) + (yieldTypeCount ?? 0)
    }
}
