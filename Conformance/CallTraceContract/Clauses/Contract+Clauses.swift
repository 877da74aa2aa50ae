extension Contract {
    /// Every clause, in the order of the contract.
    public static let allClauses: [Clause] = [
        .make1, .make2, .make3, .make4, .make5, .make6, .make7, .make8,
        .add1, .add2, .add3, .add4, .add5, .add6, .add7, .add8, .add9, .add10, .add11, .add12, .add13,
        .filter1, .filter2, .filter3, .filter4, .filter5, .filter6, .filter7, .filter8, .filter9, .filter10, .filter11,
        .filter12, .filter13,
        .list1, .list2, .list3, .list4, .list5,
        .thunk1, .thunk2, .thunk3, .thunk4, .thunk5,
        .model1, .model2, .model3,
        .scale1, .scale2,
    ]

    /// The clauses to judge a store by, in the order of the contract: the arguments of a conformance test.
    ///
    /// These are all clauses that are judged and not opt-in. The environment variable `CALL_TRACE_CLAUSES` selects others
    /// for one run, as Swift Testing cannot select single cases: `CALL_TRACE_CLAUSES=FILTER-4,LIST swift test`.
    public static var clauses: [Clause] { (try? ClauseSelection.fromEnvironment.get().clauses) ?? defaultClauses }

    /// The clauses that are judged only when named, because they take a long time.
    public static let optIn: [Clause] = allClauses.filter { $0.isJudged && $0.isOptIn }

    /// The clauses that make up the whole contract, whatever the environment selects.
    package static let defaultClauses: [Clause] = allClauses.filter { $0.isJudged && !$0.isOptIn }

    /// How many clauses those that were chosen are a part of: the whole contract, and the opt-in clauses among them.
    package static func total(choosing clauses: [Clause]) -> Int {
        Set(defaultClauses).union(clauses).count
    }

    /// The clauses of some groups that the kit can judge, opt-in clauses included, in the order of the contract.
    ///
    /// - Parameter groups: The groups.
    /// - Returns: Their clauses.
    public static func clauses(of groups: Clause.Group...) -> [Clause] {
        allClauses.filter { $0.isJudged && groups.contains($0.group) }
    }
}
