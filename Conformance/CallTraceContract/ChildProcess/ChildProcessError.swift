/// An error from a store in a child process, of which only the text gets out.
struct ChildProcessError: Error, CustomStringConvertible {
    let description: String
}
