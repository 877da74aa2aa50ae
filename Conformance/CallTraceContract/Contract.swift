/// The contract of a call-trace store, as code.
///
/// <doc:ContractClauses> has every clause in words, and <doc:RandomHistories> says what those about histories see.
///
/// ```swift
/// @Test(arguments: Contract.clauses)
/// func redisStoreUpholds(_ clause: Clause) async throws {
///     try await clause.verify(RedisStore.self) { "redis://localhost/\($0)" }
/// }
/// ```
public enum Contract {
    /// A version of the contract.
    ///
    /// Each clause records the version that introduced it. A store that pins an older version is warned about newer
    /// clauses instead of failing them.
    public struct Version: Hashable, Comparable, Sendable, CustomStringConvertible {
        /// The major version, which grows when a clause changes or is retired.
        public let major: Int

        /// The minor version, which grows when clauses are added or sharpened.
        public let minor: Int

        package init(_ major: Int, _ minor: Int) {
            self.major = major
            self.minor = minor
        }

        /// The first version: MAKE, ADD without ADD-11, FILTER, LIST and THUNK.
        public static let version1 = Version(1, 0)

        /// The second version, which adds MODEL, SCALE and ADD-11.
        public static let version1_1 = Version(1, 1)

        /// The third version, which sharpens clauses: it states capacities as numbers, and compares more of every text.
        public static let version1_2 = Version(1, 2)

        /// The fourth version, which adds MODEL-3.
        public static let version1_3 = Version(1, 3)

        /// The newest version, which applies unless a subject pins another.
        public static let current = version1_3

        /// The version as `major.minor`.
        public var description: String { "\(major).\(minor)" }

        /// Whether one version came before another.
        public static func < (left: Version, right: Version) -> Bool {
            (left.major, left.minor) < (right.major, right.minor)
        }
    }
}
