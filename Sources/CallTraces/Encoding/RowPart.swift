/// The part of a row in which an error occurred.
enum RowPart {
    case argumentTypes
    case argument(String)
    case returnType
    case yieldType
}

extension RowPart: CustomStringConvertible {
    var description: String {
        switch self {
        case .argumentTypes: "argument types"
        case .argument(let name): "argument \(name.quoted)"
        case .returnType: "return type"
        case .yieldType: "yield type"
        }
    }
}
