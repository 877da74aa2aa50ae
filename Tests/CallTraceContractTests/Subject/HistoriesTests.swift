import CallTraceContract
import Testing

@Suite struct HistoriesTests {
    @Test func `histories describe their count, length and seed`() {
        #expect("\(Histories())" == "40 random histories of 30 steps, seed 1")
        #expect(
            "\(Histories(count: 10_000, steps: 1_000, seed: .max))"
                == "10,000 random histories of 1,000 steps, seed 18446744073709551615"
        )
    }

    @Test(arguments: [0, -1, .min])
    func `values below one count as one`(few: Int) {
        #expect(Histories(count: few, steps: few) == Histories(count: 1, steps: 1))
    }
}
