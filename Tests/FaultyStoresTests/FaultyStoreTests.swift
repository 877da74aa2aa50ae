import CallTraceContract
import FaultyStores
import Testing

/// Parts of the catalog; `conformance matrix` judges all of it.
@Suite struct FaultyStoreTests {
    @Test(
        arguments: [
            ("LIKE prefix", [Clause.filter2]), ("made twice", [.make7, .model3]), ("known and repeated", [.model1]),
        ]
    )
    func `a faulty store fails the clauses it names and no others`(name: String, broken: [Clause])
        async throws
    {
        let store = try FaultyStore.named(name)
        #expect(store.broken == broken)
        // Of the others, the groups that take little time.
        let clauses = Contract.clauses(of: .make, .list, .model) + [.filter2, .filter3, .filter4]
        let matrix = await KillMatrix(faulty: [store], lawful: [], by: clauses)
        let condemning = try #require(matrix.faulty.first).condemning
        #expect(condemning.filter { $0 != .model1 || broken.contains($0) } == broken)
        #expect(matrix.faultsOfStores.isEmpty)
        #expect(matrix.faulty.map(\.kitErrors) == [[]])
    }

    @Test(arguments: Contract.defaultClauses)
    func `the plain store, which faulty stores mutate, upholds every clause`(_ clause: Clause) async {
        let verdict = await clause.judge(Subject(PlainStore.self) { "\($0)" })
        #expect([.passed, .notApplicable].contains(verdict.outcome), "\(verdict.details ?? "")")
    }

    @Test func `the catalog is large, and every store in it has a name and a mistake of its own`() {
        #expect(FaultyStore.all.count >= 60 && LawfulStore.all.count >= 8)
        let names = FaultyStore.all.map(\.name) + LawfulStore.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(Set(FaultyStore.all.map(\.mistake)).count == FaultyStore.all.count)
    }

    @Test func `a store that names several clauses says why, and every clause is the only one of some store`() {
        for store in FaultyStore.all {
            #expect(!store.broken.isEmpty)
            #expect((store.broken.count { $0.group != .model } > 1) == (store.reason != nil), "\(store.name)")
        }
        for clause in Contract.defaultClauses {
            #expect(
                FaultyStore.all.contains { store in
                    // The group MODEL also finds what other clauses do.
                    store.broken == [clause]
                        || clause.group != .model && store.broken.first == clause
                            && store.broken.dropFirst().allSatisfy { $0.group == .model }
                },
                "\(clause)"
            )
        }
    }

    @Test func `a store is found by its name`() throws {
        for store in FaultyStore.all { #expect(try FaultyStore.named(store.name).mistake == store.mistake) }
        #expect(throws: KitError.self) { try FaultyStore.named("no such mistake") }
    }
}
