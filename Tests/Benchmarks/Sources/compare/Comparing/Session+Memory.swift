extension Session {
    /// Memory use hardly varies, so a single round is enough.
    func memoryRows() async throws -> [ComparisonRow] {
        progress("memory")
        let path = scratch.path("memory.sqlite3")
        let arguments = ["--count", String(sizes.memoryCalls), "--batch-size", String(sizes.batch), path]
        let figures = [try await MeasuredProcess.figures(of: MeasureMemory.self, arguments)]
        try scratch.removeDatabase(path)
        let early = Quantity.bytes(try figures.median(.earlyPeak))
        let late = Quantity.bytes(try figures.median(.latePeak))
        return [.growth(atMost: 1.1), .limit(.bytes(200e6))].map { yardstick in
            ComparisonRow(
                what: "peak memory, adding \(sizes.memoryCalls) calls",
                other: "itself after \(sizes.memoryCalls / 10)",
                otherQuantity: early,
                ownQuantity: late,
                yardstick: yardstick
            )
        }
    }
}
