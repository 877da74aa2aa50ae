import CallTraceContract
import Testing

@Suite struct ClauseSelectionTests {
    @Test func `no name chooses every judged clause`() throws {
        #expect(try ClauseSelection([]).clauses == Contract.clauses)
    }

    @Test func `ids and groups are chosen in any case, once, in the order of the contract`() throws {
        let chosen = try ClauseSelection(["LIST", "filter-4", "FILTER-4", "add-1"]).clauses
        #expect(chosen.map(\.id) == ["ADD-1", "FILTER-4", "LIST-1", "LIST-2", "LIST-3", "LIST-4"])
    }

    @Test func `clauses that are opt-in are chosen by name alone`() throws {
        #expect(try ClauseSelection(["scale", "LIST-1"]).clauses == [.list1, .scale1, .scale2])
        #expect(try !ClauseSelection([]).clauses.contains(.scale1))
    }

    @Test(arguments: ["FILTERR-4", "FILTER-99", "", "FILTER 4"])
    func `a name that is no id and no group is refused with what there is`(_ name: String) {
        let failure = #expect(throws: ClauseSelection.Failure.self) { try ClauseSelection(["MAKE-1", name]) }
        #expect(failure?.description.contains(name.debugDescription) == true)
        #expect(failure?.description.contains("FILTER-1 to FILTER-13") == true)
    }

    @Test(arguments: ["LIST-5"])
    func `a name that chooses nothing judged is refused`(_ name: String) {
        let failure = #expect(throws: ClauseSelection.Failure.self) { try ClauseSelection([name]) }
        #expect(failure?.description.contains("\(name) chooses no clause that is judged") == true)
    }
}
