import CallTraces

extension TypeReference {
    /// Returns a type nested in `depth` other types.
    static func nested(_ depth: Int, inTypedDicts: Bool = false) -> TypeReference {
        var type = TypeReference(module: "builtins", qualname: "int")
        for _ in 0..<depth {
            type =
                inTypedDicts
                ? TypeReference(module: "m", qualname: "T", typedDict: ["a": type])
                : TypeReference(module: "typing", qualname: "List", elementTypes: [type])
        }
        return type
    }
}
