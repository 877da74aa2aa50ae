/// A version of the contract: clauses say since which one they stand, and an author may pin one.
///
/// A store that is judged by an older version is warned of newer clauses instead of failing by them.
public struct ContractVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Grows when a clause is changed or retired.
    public let major: Int

    /// Grows when clauses are added.
    public let minor: Int

    /// Creates a version.
    ///
    /// - Parameters:
    ///   - major: The first number.
    ///   - minor: The second number.
    public init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// The first version, with the groups MAKE, ADD but ADD-11, FILTER, LIST and THUNK.
    public static let version1 = ContractVersion(1, 0)

    /// The second version, with MODEL, SCALE and ADD-11 too.
    public static let version1_1 = ContractVersion(1, 1)

    /// The newest version, by which a store is judged unless its author pins another.
    public static let current = version1_1

    /// The numbers with a point between them, such as `1.0`.
    public var description: String { "\(major).\(minor)" }

    /// Whether one version came before another.
    public static func < (left: ContractVersion, right: ContractVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}
