extension Session {
    func codingRows() async throws -> [ComparisonRow] {
        let figures = try await gathered("coding", [Program.sqliteStore]) { _ in
            try await MeasuredProcess.figures(of: MeasureCoding.self, [])
        }
        let rounds = figures[.sqliteStore, default: []]
        return [
            ComparisonRow(
                what: "encode and decode a row",
                other: "Foundation",
                otherQuantity: .seconds(try rounds.median(.foundationCoding)),
                ownQuantity: .seconds(try rounds.median(.rowCoding)),
                yardstick: .speed(atLeast: 10)
            )
        ]
    }
}
