import Testing

@testable import compare

struct TableTests {
    private let table = Table(header: ["what", "ratio"], rows: [["add, distinct", "5 x"], ["a|b", "1/20"]])

    @Test func `columns stand in line`() {
        #expect(
            table.lines(.table) == [
                "what           ratio",
                "-------------  -----",
                "add, distinct  5 x",
                "a|b            1/20",
            ]
        )
    }

    @Test func `Markdown has a rule below the header, and a bar in a cell stays in it`() {
        #expect(
            table.lines(.markdown) == [
                "| what | ratio |", "| --- | --- |", "| add, distinct | 5 x |", "| a\\|b | 1/20 |",
            ]
        )
    }
}
