/// The contract of a call-trace store, as code.
///
/// ```swift
/// @Suite struct RedisStoreConformance {
///     @Test(arguments: Contract.clauses)
///     func upholds(_ clause: Clause) async throws {
///         try await clause.verify(RedisStore.self) { "redis://localhost/\($0)" }
///     }
/// }
/// ```
public enum Contract {
    /// Every clause, judged or not, in the order of the contract.
    public static let allClauses: [Clause] = [
        .make1, .make2, .make3, .make4, .make5, .make6, .make7, .make8,
        .add1, .add2, .add3, .add4, .add5, .add6, .add7, .add8, .add9, .add10, .add11, .add12, .add13,
        .filter1, .filter2, .filter3, .filter4, .filter5, .filter6, .filter7, .filter8, .filter9, .filter10, .filter11,
        .filter12, .filter13,
        .list1, .list2, .list3, .list4, .list5,
        .thunk1, .thunk2, .thunk3, .thunk4, .thunk5,
        .model1, .model2,
        .scale1, .scale2,
    ]

    /// The clauses that the kit judges unless others are named, in the order of the contract.
    public static let clauses: [Clause] = allClauses.filter { $0.standing == .judged }

    /// The clauses that the kit judges when they are named: `Contract.clauses + Contract.optIn`.
    public static let optIn: [Clause] = allClauses.filter { $0.standing == .optIn }

    /// The clauses that leave something open, so that there is nothing to judge.
    public static let unjudged: [Clause] = allClauses.filter { !$0.hasCheck }

    /// The clauses of some groups that the kit can judge, in the order of the contract.
    ///
    /// - Parameter groups: The groups.
    /// - Returns: Their clauses, opt-in ones among them.
    public static func clauses(of groups: ClauseGroup...) -> [Clause] {
        allClauses.filter { $0.hasCheck && groups.contains($0.group) }
    }
}
