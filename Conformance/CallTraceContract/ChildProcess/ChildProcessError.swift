/// An error from a store in a child process, of which only the text reaches this one.
struct ChildProcessError: Error, CustomStringConvertible {
    let description: String
}
