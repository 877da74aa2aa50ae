/// A name that no other store has had, from which a subject makes a connection string.
///
/// Interpolated it is the name: `"redis://localhost/\(scratch)"`. A store in files takes ``path``, in a folder that the
/// kit removes with everything in it.
public struct Scratch: Sendable, CustomStringConvertible {
    /// A name of letters, digits and hyphens; for clause MAKE-6 also of spaces, `%`, `+` and non-ASCII letters.
    public let name: String

    /// The folder that is removed once the clause is judged, whatever the outcome.
    public let directory: String

    /// The path ``name`` in ``directory``, at which nothing exists yet.
    public var path: String { "\(directory)/\(name)" }

    /// The name.
    public var description: String { name }

    /// The same name with something behind it.
    func ending(in ending: String) -> Scratch {
        Scratch(name: name + ending, directory: directory)
    }
}
