import Testing

@testable import compare

struct TableTests {
    private let table = Table(header: ["what", "ratio"], rows: [["add, distinct", "5 x"], ["a|b", "1/20"]])

    @Test func `columns are aligned`() {
        #expect(
            table.lines(.table) == [
                "what           ratio",
                "-------------  -----",
                "add, distinct  5 x",
                "a|b            1/20",
            ]
        )
    }

    @Test func `Markdown has a rule below the header, and bars in cells are escaped`() {
        #expect(
            table.lines(.markdown) == [
                "| what | ratio |", "| --- | --- |", "| add, distinct | 5 x |", "| a\\|b | 1/20 |",
            ]
        )
    }
}
