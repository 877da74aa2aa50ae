import CallTraceContract
import Testing

@Suite struct ClauseSelectionTests {
    @Test func `no name selects every judged clause that is not opt-in`() throws {
        #expect(try ClauseSelection([]).clauses == Contract.defaultClauses)
    }

    @Test func `ids and groups are selected in any case, once, in the order of the contract`() throws {
        let selected = try ClauseSelection(["LIST", "filter-4", "FILTER-4", "add-1"]).clauses
        #expect(selected.map(\.id) == ["ADD-1", "FILTER-4", "LIST-1", "LIST-2", "LIST-3", "LIST-4"])
    }

    @Test func `opt-in clauses are selected only by name`() throws {
        #expect(try ClauseSelection(["scale", "LIST-1"]).clauses == [.list1, .scale1, .scale2])
        #expect(try !ClauseSelection([]).clauses.contains(.scale1))
    }

    @Test(arguments: ["FILTERR-4", "FILTER-99", "", "FILTER 4"])
    func `a name that is no id or group is refused with a list of those that are`(_ name: String) {
        let failure = #expect(throws: ClauseSelection.Failure.self) { try ClauseSelection(["MAKE-1", name]) }
        #expect(failure?.description.contains(name.debugDescription) == true)
        #expect(failure?.description.contains("FILTER-1 to FILTER-13") == true)
    }

    @Test(arguments: ["LIST-5"])
    func `a name that selects nothing to judge is refused`(_ name: String) {
        let failure = #expect(throws: ClauseSelection.Failure.self) { try ClauseSelection([name]) }
        #expect(failure?.description.contains("\(name) has nothing to judge") == true)
    }

    @Test func `a list is separated by commas or spaces`() throws {
        #expect(try ClauseSelection(list: "FILTER-4, list-1 ADD-1").clauses == [.add1, .filter4, .list1])
        #expect(throws: ClauseSelection.Failure.self) { try ClauseSelection(list: "FILTERR-4") }
    }

    @Test(arguments: ["", " ", ",", ", ,"])
    func `a list without names selects everything`(_ list: String) throws {
        let selection = try ClauseSelection(list: list)
        #expect(selection.isEverything && selection.clauses == Contract.defaultClauses)
        #expect(try !ClauseSelection(list: "MAKE").isEverything)
    }
}
