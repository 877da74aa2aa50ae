/// The reason no judgment could be made, when the store is not to blame.
///
/// The kit throws it when a subject contradicts itself or the environment fails. It never counts for or against the
/// store.
package struct KitError: Error, CustomStringConvertible {
    /// What was wrong and what to do about it.
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
