import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct CostTableTests {
    private static let rows = [
        CostTable.Row(
            operation: .addDistinct,
            size: 10_000,
            duration: .nanoseconds(5_070),
            inMemoryDuration: .nanoseconds(2_380)
        ),
        CostTable.Row(
            operation: .filterMany,
            size: 100_000,
            duration: .seconds(12),
            inMemoryDuration: .microseconds(27_449)
        ),
        CostTable.Row(operation: .listModules, size: 1, duration: .zero, inMemoryDuration: .zero),
        CostTable.Row(
            operation: .listModules,
            size: 2,
            duration: .microseconds(4),
            inMemoryDuration: .milliseconds(1)
        ),
    ]

    @Test func `the table is aligned Markdown, and says what its times depend on`() {
        let text = "\(CostTable(storeName: "a|b", rows: Self.rows, notes: ["A note."]))"
        #expect(
            text.hasPrefix(
                """
                | operation            |  traces |    a\\|b | InMemoryStore |  ratio |
                |----------------------|--------:|--------:|--------------:|-------:|
                | add, distinct traces |  10,000 | 5.07 µs |       2.38 µs |   2.13 |
                | filter, newest 2,000 | 100,000 |  12.0 s |       27.4 ms |    437 |
                | listModules          |       1 | 0.00 µs |       0.00 µs |      - |
                | listModules          |       2 | 4.00 µs |       1.00 ms | < 0.01 |

                Adding: the average of a trace,
                """
            )
        )
        #expect(text.contains(#/ \d+ cores?, Swift 6\.\d/#))
        #expect(text.hasSuffix("\n\nA note."))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test func `a debug build is said to be one`() {
        let text = "\(CostTable(storeName: "FileStore", rows: Self.rows, notes: []))"
        #if DEBUG
            #expect(text.hasSuffix("\n\nDebug build: the figures mean little."))
        #else
            #expect(text.hasSuffix(", release build."))
        #endif
    }
}
