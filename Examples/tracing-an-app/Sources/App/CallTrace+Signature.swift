import CallTraces

extension CallTrace {
    /// The call as a declaration of the types it had: `func Cart.total(discount: Double?) -> Double`.
    ///
    /// Stores sort arguments by name, as their order has no meaning.
    var signature: String {
        let parameters = argTypes.filter { $0.name != "self" }.map { "\($0.name): \($0.type.swiftName)" }
        // A call without a return type threw an error.
        let end = returnType.map { $0 == .noneType ? "" : " -> \($0.swiftName)" } ?? " throws"
        return "func \(qualname)(\(parameters.joined(separator: ", ")))\(end)"
    }
}

extension TypeReference {
    /// The type as it is written in Swift.
    var swiftName: String {
        guard self != .noneType else { return "Void" }
        guard case .elementTypes(let elements) = content else { return qualname }
        let names = elements.map(\.swiftName)
        switch (module, qualname, names.count) {
        case ("Swift", "Optional", 1): return "\(names[0])?"
        case ("Swift", "Array", 1): return "[\(names[0])]"
        case ("Swift", "Dictionary", 2): return "[\(names[0]): \(names[1])]"
        default: return "\(qualname)<\(names.joined(separator: ", "))>"
        }
    }
}
