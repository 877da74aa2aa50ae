/// What a store did wrong in a child process, of which only the text is left.
struct ChildProcessError: Error, CustomStringConvertible {
    let description: String
}
