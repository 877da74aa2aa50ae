/// A summary of the comparison in one sentence.
struct Conclusion: CustomStringConvertible {
    let description: String

    init(_ rows: [ComparisonRow]) {
        let judged = rows.filter { $0.isReached != nil }
        let missed = judged.filter { $0.isReached == false }
        description =
            missed.isEmpty
            ? "All \(judged.count) targets are met."
            : "\(missed.count) of \(judged.count) targets are MISSED: "
                + missed.map { "\($0.what) (\($0.other))" }.joined(separator: "; ") + "."
    }
}
