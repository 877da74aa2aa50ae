// Neither function is recursive, so that the most deeply nested types of a stored record do not overflow the stack.
extension TypeReference: Hashable {
    /// Returns whether two references name the same type, byte for byte.
    public static func == (left: TypeReference, right: TypeReference) -> Bool {
        var (left, right) = (left, right)
        var toCompare: [(TypeReference, TypeReference)] = []
        while true {
            guard left.module.hasSameBytes(as: right.module), left.qualname.hasSameBytes(as: right.qualname) else {
                return false
            }
            switch (left.content, right.content) {
            case (.bare, .bare):
                break
            case (.elementTypes(let left), .elementTypes(let right)):
                guard left.count == right.count else { return false }
                toCompare.append(contentsOf: zip(left, right))
            case (.typedDict(let left), .typedDict(let right)):
                guard left.count == right.count else { return false }
                for (left, right) in zip(left.sortedByName, right.sortedByName) {
                    guard left.name.hasSameBytes(as: right.name) else { return false }
                    toCompare.append((left.type, right.type))
                }
            default:
                return false
            }
            guard let next = toCompare.popLast() else { return true }
            (left, right) = next
        }
    }

    /// Hashes the names and contents that `==` compares.
    public func hash(into hasher: inout Hasher) {
        var type = self
        var toHash: [TypeReference] = []
        while true {
            type.module.hashBytes(into: &hasher)
            type.qualname.hashBytes(into: &hasher)
            switch type.content {
            case .bare:
                hasher.combine(-1)
            case .elementTypes(let types):
                hasher.combine(types.count)
                toHash.append(contentsOf: types)
            case .typedDict(let fields):
                hasher.combine(fields.count)
                for field in fields.sortedByName {
                    field.name.hashBytes(into: &hasher)
                    toHash.append(field.type)
                }
            }
            guard let next = toHash.popLast() else { return }
            type = next
        }
    }
}
