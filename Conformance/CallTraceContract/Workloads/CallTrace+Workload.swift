import CallTraces

extension CallTrace {
    /// A trace with simple types in every position; if it does not come back, larger ones prove nothing.
    static let control = CallTrace(
        module: "m",
        qualname: "control",
        argTypes: ["a": .int, "B": .str],
        returnType: .record(["k": .int, "l": .str]),
        yieldType: TypeReference(module: "t", qualname: "T", elementTypes: [.int, .str])
    )

    /// Whether the trace has nothing that ADD-2 or ADD-7 is about: nothing is returned or yielded but values, and the names of
    /// arguments are in lowercase.
    var hasPlainParts: Bool {
        returnType != .noneType && yieldType != .noneType
            && argTypes.allSatisfy { !$0.name.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } }
    }

    /// Whether any type in the trace is a typed dict or has an empty list of element types.
    var hasEmptyOrNamedContent: Bool {
        var types = argTypes.map(\.type) + [returnType, yieldType].compactMap(\.self)
        while let type = types.popLast() {
            switch type.content {
            case .bare:
                break
            case .elementTypes(let elements):
                if elements.isEmpty { return true }
                types += elements
            case .typedDict:
                return true
            }
        }
        return false
    }
}
