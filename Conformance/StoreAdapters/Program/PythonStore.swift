/// A class in Python, and how a program imports it.
struct PythonStore {
    /// The folder of its file; `nil` if Python finds its module.
    private(set) var folder: String?
    /// Its module.
    let module: String
    /// Its name, `Outer.Inner` if it is defined in another class.
    let name: String
    /// Whether it may be called on several threads at once.
    var sharesThreads = false

    /// Reads `package.module:Class` or `path/to/file.py:Class`; `nil` if a part is missing.
    init?(_ store: String) {
        guard let colon = store.lastIndex(of: ":"), colon > store.startIndex else { return nil }
        name = String(store[store.index(after: colon)...])
        let path = store[..<colon]
        let slash = path.lastIndex(of: "/")
        if path.hasSuffix(".py") {
            folder = slash.map { String(path[...$0]) } ?? "."
            module = String(path[(slash.map(path.index(after:)) ?? path.startIndex)...].dropLast(3))
        } else {
            module = String(path)
        }
    }

    /// What a program imports from the module.
    var importedName: Substring { name.prefix { $0 != "." } }
}
