/// A string that is compared, ordered, and hashed by its UTF-8 bytes.
///
/// Swift's `String` uses canonical equivalence: `"\u{e9}"` and `"e\u{301}"` are equal, share a place in a `Set`, and
/// are prefixes of each other. To a call-trace store they are two names. Wrap a name in an `ExactString` wherever you
/// compare it, or use it as the key of a set or dictionary:
///
/// ```swift
/// let module = ExactString(module)
/// let matching = rows.filter {
///     ExactString($0.module) == module && ExactString($0.qualname).hasPrefix(qualnamePrefix ?? "")
/// }
/// let modules = Set(rows.map { ExactString($0.module) }).map(\.string)
/// ```
///
/// Clauses FILTER-1, FILTER-2, LIST-4, and MAKE-6.
public struct ExactString: Hashable, Comparable, Sendable {
    /// The string itself.
    public let string: String

    /// Creates a value that compares a string by its UTF-8 bytes.
    ///
    /// - Parameter string: The string to compare.
    public init(_ string: String) {
        self.string = string
    }

    /// Returns whether the first UTF-8 bytes of this string are those of a prefix.
    ///
    /// - Parameter prefix: The prefix to look for; every string has the empty prefix.
    /// - Returns: `true` if the string begins with the bytes of `prefix`.
    public func hasPrefix(_ prefix: String) -> Bool {
        string.hasBytePrefix(prefix)
    }

    /// Returns whether two strings have the same UTF-8 bytes.
    public static func == (left: ExactString, right: ExactString) -> Bool {
        left.string.hasSameBytes(as: right.string)
    }

    /// Returns whether one string sorts before another by UTF-8 bytes, which is the order of their code points.
    public static func < (left: ExactString, right: ExactString) -> Bool {
        left.string.precedesByBytes(right.string)
    }

    /// Hashes the UTF-8 bytes of the string.
    public func hash(into hasher: inout Hasher) {
        string.hashBytes(into: &hasher)
    }
}

extension ExactString: CustomStringConvertible {
    /// The string itself.
    public var description: String { string }
}
