import CallTraces

/// The few types that invented traces use.
extension TypeReference {
    static let int = TypeReference(module: "builtins", qualname: "int")
    static let str = TypeReference(module: "builtins", qualname: "str")

    static let emptyTuple = tuple([])

    static func record(_ fields: NamedTypes) -> TypeReference {
        TypeReference(module: "t", qualname: "T", typedDict: fields)
    }

    static func tuple(_ elements: [TypeReference]) -> TypeReference {
        TypeReference(module: "typing", qualname: "Tuple", elementTypes: elements)
    }

    static func list(of element: TypeReference) -> TypeReference {
        TypeReference(module: "typing", qualname: "List", elementTypes: [element])
    }

    /// A list of lists of lists, `depth` types in all.
    static func nested(_ depth: Int) -> TypeReference {
        (1..<depth).reduce(.int) { type, _ in .list(of: type) }
    }
}
