/// Sizes at which stores break: the usual limits of columns, counters, buffers, pages, and statements.
enum UsualSizes {
    private static let powersOfTwo = (3...16).map { 1 << $0 }

    /// Round numbers, columns that are indexed, and variables of a statement.
    private static let others =
        [10, 100, 1_000, 10_000].flatMap { [$0, 2 * $0, 5 * $0] } + [191, 767, 3_072, 9_999, 32_766]

    /// The limits in ascending order, with the sizes just below and above them as far as they are cheap.
    private static let all: [Int] = {
        let small = (powersOfTwo + others).filter { $0 <= 2_500 }.flatMap { [$0 - 1, $0, $0 + 1] }
        return Set(Array(1...6) + small + powersOfTwo.flatMap { [$0 - 1, $0] } + others).sorted()
    }()

    /// The sizes up to one that the contract promises, and that one.
    static func upTo(_ promised: Int) -> [Int] {
        all.filter { $0 < promised } + [promised]
    }
}
