/// Types by name: the arguments of a call, or the fields of a typed dict.
///
/// Names are compared by bytes, so both normal forms of `é` are two names. Elements stand in the order in which they
/// were given, as in Python's dictionaries, but the order carries no meaning: it counts neither for equality nor for
/// hashing (clause ADD-12), and the encoding sorts by name. Of two types given for one name the later stands, in the
/// place of the earlier.
public struct NamedTypes: Sendable {
    /// One name and its type.
    public struct Element: Sendable {
        /// The name of the argument or field.
        public let name: String
        /// The type recorded for it.
        public let type: TypeReference

        package init(name: String, type: TypeReference) {
            self.name = name
            self.type = type
        }
    }

    /// The elements in the order in which they were given.
    package private(set) var elements: [Element]

    /// Whether the elements stand in the order in which they are compared and written.
    private let isAscending: Bool

    /// Creates a collection from names and types; of two types for one name the later stands.
    ///
    /// - Parameter pairs: The names and their types.
    public init(_ pairs: some Sequence<(String, TypeReference)>) {
        self.init(elements: pairs.map { Element(name: $0.0, type: $0.1) })
    }

    package init(elements: [Element]) {
        self.elements = elements
        isAscending = elements.isStrictlyAscending
        guard !isAscending else { return }
        var positions: [ExactString: Int] = [:]
        self.elements = []
        for element in elements {
            let name = ExactString(element.name)
            if let position = positions[name] {
                self.elements[position] = element
            } else {
                positions[name] = self.elements.count
                self.elements.append(element)
            }
        }
    }

    /// The type recorded for a name, compared by bytes, or `nil`.
    ///
    /// - Parameter name: The name of the argument or field.
    public subscript(name: String) -> TypeReference? {
        elements.first { $0.name.hasSameBytes(as: name) }?.type
    }

    /// The elements in the order of the bytes of their names, in which MonkeyType writes them.
    package var sortedByName: [Element] {
        isAscending ? elements : elements.sorted { $0.name.precedesByBytes($1.name) }
    }
}

extension [NamedTypes.Element] {
    fileprivate var isStrictlyAscending: Bool {
        indices.dropFirst().allSatisfy { self[$0 - 1].name.precedesByBytes(self[$0].name) }
    }
}

extension NamedTypes: Hashable {
    /// Whether both have the same names, by bytes, with equal types, in whatever order.
    public static func == (left: NamedTypes, right: NamedTypes) -> Bool {
        left.count == right.count && left.sortedByName == right.sortedByName
    }

    /// Hashes the elements whatever their order.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(sortedByName)
    }
}

extension NamedTypes: RandomAccessCollection {
    /// The position of the first element.
    public var startIndex: Int { elements.startIndex }

    /// The position past the last element.
    public var endIndex: Int { elements.endIndex }

    /// The element at a position, in the order in which the elements were given.
    ///
    /// - Parameter position: A valid position.
    public subscript(position: Int) -> Element { elements[position] }
}

extension NamedTypes: ExpressibleByDictionaryLiteral {
    /// Creates a collection from a literal; of two types for one name the later stands.
    ///
    /// - Parameter elements: The names and their types.
    public init(dictionaryLiteral elements: (String, TypeReference)...) {
        self.init(elements)
    }
}

extension NamedTypes.Element: Hashable {
    /// Whether name, by bytes, and type are equal.
    public static func == (left: Self, right: Self) -> Bool {
        left.name.hasSameBytes(as: right.name) && left.type == right.type
    }

    /// Hashes the bytes that equality compares.
    public func hash(into hasher: inout Hasher) {
        name.hashBytes(into: &hasher)
        hasher.combine(type)
    }
}
