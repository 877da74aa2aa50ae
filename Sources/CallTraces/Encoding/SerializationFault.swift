/// The reason why a trace cannot be serialized.
enum SerializationFault: Error {
    case noModule, noQualname, localType, typesTooDeep
}

extension SerializationFault: CustomStringConvertible {
    var description: String {
        switch self {
        case .noModule:
            "a type has an empty module; name the module that defines the type"
        case .noQualname:
            "a type has an empty qualname; name the type as its module does"
        case .localType:
            "a local or private type has no name that another program could use; record a type of file scope instead"
        case .typesTooDeep:
            "types are nested more than \(TypeReference.maximumNesting) deep; record the outer types without elements"
        }
    }
}
