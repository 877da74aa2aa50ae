import Testing

@testable import compare

struct ComparisonRowTests {
    private func row(_ yardstick: Yardstick, what: String = "add") -> ComparisonRow {
        ComparisonRow(
            what: what,
            other: "MonkeyType",
            otherQuantity: .seconds(6),
            ownQuantity: .seconds(2),
            yardstick: yardstick
        )
    }

    @Test func `a row has a cell for every column`() {
        #expect(row(.speed(atLeast: 5)).cells == ["add", "MonkeyType", "6.00 s", "2.00 s", "3.00 x", "5 x", "NO"])
        #expect(row(.speed(atLeast: 3)).cells.last == "yes")
        #expect(row(.speed(atLeast: nil)).cells.suffix(2) == ["-", "-"])
        #expect(row(.speed(atLeast: nil)).cells.count == ComparisonRow.header.count)
    }

    @Test func `a missed target is named`() {
        let rows = [row(.speed(atLeast: 3)), row(.speed(atLeast: 5), what: "filter"), row(.speed(atLeast: nil))]
        #expect(Conclusion(rows).description == "1 of 2 targets are MISSED: filter (MonkeyType).")
        #expect(Conclusion([rows[0]]).description == "All 1 targets are met.")
    }
}
