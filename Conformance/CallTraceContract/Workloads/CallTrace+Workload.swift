import CallTraces

extension CallTrace {
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
