/// The numbers at which stores break: the usual limits of columns, counters, buffers and pages.
enum FaultSizes {
    static let all = [
        16, 32, 63, 64, 100, 127, 128, 191, 255, 256, 500, 512, 767, 999, 1_000, 1_024, 2_000, 2_048, 3_072, 4_095,
        4_096,
        8_191, 8_192, 9_999, 10_000, 16_383, 16_384, 32_766, 32_767, 65_535, 65_536,
    ]

    /// The sizes of texts, which may have a mebibyte.
    static let ofTexts = all + [262_143, 1_048_575]

    /// The sizes below a number that the contract promises, and the first that it does not.
    static func around(_ promised: Int) -> [Int] {
        all.filter { $0 < promised } + (all.first { $0 >= promised }.map { [$0] } ?? [])
    }
}
