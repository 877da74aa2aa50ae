import CallTraces

extension CallTrace {
    /// Whether a type in the trace has content that is empty, or fields by name.
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
