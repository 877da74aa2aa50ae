/// The traces that a program adds to a fresh database.
struct Addition: Hashable {
    let program: Program
    let recording: Recording
    let batch: Int
    var repetitions = 1

    /// The name of the database file.
    var fileName: String {
        "\(program)-\(recording)-\(batch)-\(repetitions).sqlite3"
    }
}
