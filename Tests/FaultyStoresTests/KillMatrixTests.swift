import CallTraceContract
import Testing

@testable import FaultyStores

@Suite struct KillMatrixTests {
    /// A few clauses, as the whole contract takes long.
    private static let clauses: [Clause] = [.make2, .add6, .filter4, .list1, .list2, .list3, .list4]

    private func matrix(_ faulty: [FaultyStore], _ lawful: [LawfulStore] = []) async -> [String] {
        await KillMatrix(faulty: faulty, lawful: lawful, by: Self.clauses).faults
            .filter { !$0.contains("proves nothing of its own") }
    }

    @Test func `a faulty store that survives is a fault of the kit`() async {
        let store = FaultyStore("no mistake", "nothing is wrong", breaks: [.filter4]) { _ in }
        #expect(
            await matrix([store]) == [
                "no mistake survives: no clause condemns it",
                "no mistake is not condemned by FILTER-4, which it names",
            ]
        )
    }

    @Test func `a faulty store that is condemned by a clause it does not name is a fault of the kit`() async {
        let store = FaultyStore("unnamed", "modules are not listed", breaks: [.list1, .list2, .list4]) {
            $0.list = { _ in [] }
        }
        let faults = await matrix([store])
        #expect(faults.contains("unnamed is condemned by MAKE-2, which it does not name"))
        #expect(faults.contains("unnamed names several clauses without saying why"))
    }

    @Test func `a faulty store is judged again by a clause about tasks that has not condemned it`() async {
        /// A store whose adds race, once so many stores have been opened.
        func store(lawfulFor count: Int, counting openings: Locked<Int>) -> FaultyStore {
            FaultyStore("late", "adds began to race", breaks: [.model2]) { store in
                guard openings.next() > count else { return }
                store.store = { log, rows in await log.rewrite(appending: rows, yielding: 50) }
            }
        }
        let openings = Locked(0)
        let verdict = await Clause.model2.judge(store(lawfulFor: .max, counting: openings).subject)
        #expect(verdict.outcome == .passed)
        let late = store(lawfulFor: openings.value, counting: Locked(0))
        #expect(await KillMatrix(faulty: [late], lawful: [], by: [.model2]).faultsOfStores == [])
    }

    @Test func `a lawful store that is condemned is a fault of the kit`() async {
        let store = LawfulStore("unlawful", "it lists nothing") { $0.list = { _ in [] } }
        #expect(await matrix([], [store]).contains("unlawful is lawful and is condemned by LIST-1"))
    }

    @Test func `a clause that condemns no store alone is a fault of the kit`() async throws {
        let matrix = await KillMatrix(faulty: [try .named("oldest first")], lawful: [], by: Self.clauses)
        #expect(matrix.faults.count == Contract.defaultClauses.count + Contract.optIn.count - 1)
        #expect(!matrix.faults.contains { $0.hasPrefix("FILTER-4 ") })
    }

    /// What sets each store apart; `conformance matrix` judges all of them by the whole contract.
    @Test(
        arguments: [
            ("modules in any order", [.list]), ("thunks decoded early", [.thunk]), ("one file per batch", [.make]),
            ("an encoding of its own", [.list, .thunk]),
        ] as [(String, [Clause.Group])]
    )
    func `a lawful store is not condemned`(name: String, groups: [Clause.Group]) async throws {
        let store = try #require(LawfulStore.all.first { $0.name == name })
        for clause in Contract.defaultClauses where groups.contains(clause.group) {
            let verdict = await clause.judge(store.subject)
            #expect([.passed, .notApplicable].contains(verdict.outcome), "\(clause): \(verdict.details ?? "")")
        }
    }

    @Test func `the page of the matrix names every store and marks clauses that condemn alone`() async throws {
        let matrix = await KillMatrix(
            faulty: [try .named("oldest first"), try .named("bad trace stored blank")],
            lawful: [],
            by: Self.clauses
        )
        #expect(
            matrix.markdown.contains("| oldest first | the traces were returned oldest first |  |  | **4** |  |  |")
        )
        #expect(matrix.markdown.contains("| bad trace stored blank |"))
        #expect(matrix.markdown.contains("| FILTER-4 | oldest first | 0 |"))
        #expect(matrix.markdown.contains("- bad trace stored blank: a blank trace is one more in its batch"))
    }
}
