/// A judgement that could not be made, for a reason that is not the store's.
///
/// It is thrown by the kit when a subject contradicts itself or the surroundings fail, and never counts as the store's
/// failure nor as its success.
public struct KitError: Error, CustomStringConvertible {
    /// What was wrong and what to do about it.
    public let description: String

    /// Creates an error.
    ///
    /// - Parameter description: What was wrong and what to do about it.
    public init(_ description: String) {
        self.description = description
    }
}
