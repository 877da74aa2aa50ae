import CallTraces

/// The texts of a trace.
enum TextPlace: String, CaseIterable, Sendable {
    case module
    case qualname
    case argumentName = "argument name"
    case typeModule = "type module"
    case typeQualname = "type qualname"
    case nestedTypeModule = "nested type module"
    case nestedTypeQualname = "nested type qualname"
    case fieldName = "field name"
}

extension CallTrace {
    /// The trace with every text of a place changed.
    func changing(_ place: TextPlace, _ change: (String) -> String) -> CallTrace {
        var trace = self
        switch place {
        case .module: trace.module = change(module)
        case .qualname: trace.qualname = change(qualname)
        case .argumentName: trace.argTypes = NamedTypes(argTypes.map { (change($0.name), $0.type) })
        case .typeModule, .nestedTypeModule:
            trace.changeTypes { type, depth in
                if (depth == 1) == (place == .typeModule) { type.module = change(type.module) }
            }
        case .typeQualname, .nestedTypeQualname:
            trace.changeTypes { type, depth in
                if (depth == 1) == (place == .typeQualname) { type.qualname = change(type.qualname) }
            }
        case .fieldName:
            trace.changeTypes { type, _ in
                guard case .typedDict(let fields) = type.content else { return }
                type.content = .typedDict(NamedTypes(fields.map { (change($0.name), $0.type) }))
            }
        }
        return trace
    }

    /// Changes every type, inner types first; the types of the trace itself have depth 1.
    mutating func changeTypes(_ change: (inout TypeReference, _ depth: Int) -> Void) {
        argTypes = NamedTypes(argTypes.map { ($0.name, $0.type.changed(change)) })
        returnType = returnType?.changed(change)
        yieldType = yieldType?.changed(change)
    }
}

extension TypeReference {
    /// The type with itself and every type in it changed, inner types first.
    func changed(depth: Int = 1, _ change: (inout TypeReference, _ depth: Int) -> Void) -> TypeReference {
        var type = self
        switch content {
        case .bare: break
        case .elementTypes(let elements):
            type.content = .elementTypes(elements.map { $0.changed(depth: depth + 1, change) })
        case .typedDict(let fields):
            type.content = .typedDict(
                NamedTypes(fields.map { ($0.name, $0.type.changed(depth: depth + 1, change)) })
            )
        }
        change(&type, depth)
        return type
    }
}
