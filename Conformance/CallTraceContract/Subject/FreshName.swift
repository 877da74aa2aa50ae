/// A name that no other store has used, from which a subject makes a connection string.
///
/// Interpolate it to get the name, as in `"redis://localhost/\(name)"`, or use ``path`` for a store in files.
public struct FreshName: Sendable, CustomStringConvertible {
    /// Letters, digits and hyphens; for clause MAKE-6 also spaces, `%`, `+` and non-ASCII letters.
    public let name: String

    /// The path of a directory that the kit removes once the clause is judged, whatever the outcome.
    public let directory: String

    package init(name: String, directory: String) {
        self.name = name
        self.directory = directory
    }

    /// The path of ``name`` in ``directory``, where nothing exists yet.
    public var path: String { "\(directory)/\(name)" }

    /// The name.
    public var description: String { name }

    /// The same name with a suffix.
    func appending(_ suffix: String) -> FreshName {
        FreshName(name: name + suffix, directory: directory)
    }
}
