/// Traces that are added to a fresh database by one program.
struct Addition: Hashable {
    let program: Program
    let recording: Recording
    let batch: Int
    var repetitions = 1

    /// The name of the file, by which queries find it.
    var fileName: String {
        "\(program)-\(recording)-\(batch)-\(repetitions).sqlite3"
    }
}
