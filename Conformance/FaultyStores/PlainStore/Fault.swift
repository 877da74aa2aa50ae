/// The error of a faulty store, where a lawful one would not fail.
struct Fault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
