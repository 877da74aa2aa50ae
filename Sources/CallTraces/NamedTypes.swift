/// A collection of types by name: the arguments of a call, or the fields of a typed dict.
///
/// Names are compared by their UTF-8 bytes. Like a dictionary in Python, the collection keeps the order in which its
/// elements were given, and if a name occurs more than once, the last type replaces the earlier ones. The order has no
/// meaning: it does not affect equality or hashing (clause ADD-12), and the encoding sorts elements by name.
public struct NamedTypes: Sendable {
    /// A name and its type.
    public struct Element: Sendable {
        /// The name of the argument or field.
        public let name: String
        /// The type recorded for the argument or field.
        public let type: TypeReference

        package init(name: String, type: TypeReference) {
            self.name = name
            self.type = type
        }
    }

    /// The elements in the order in which they were given.
    package private(set) var elements: [Element]

    /// Whether the elements are already sorted by name.
    private let isAscending: Bool

    /// Creates a collection from a sequence of names and types.
    ///
    /// - Parameter pairs: The names and their types. If a name occurs more than once, its last type is kept.
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

    /// Accesses the type recorded for a name, or `nil` if there is none.
    ///
    /// - Parameter name: The name of the argument or field.
    public subscript(name: String) -> TypeReference? {
        elements.first { $0.name.hasSameBytes(as: name) }?.type
    }

    /// The elements, sorted by the UTF-8 bytes of their names, as MonkeyType writes them.
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
    /// Returns whether two collections have equal types for the same names, regardless of their order.
    public static func == (left: NamedTypes, right: NamedTypes) -> Bool {
        left.count == right.count && left.sortedByName == right.sortedByName
    }

    /// Hashes the elements, regardless of their order.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(sortedByName)
    }
}

extension NamedTypes: RandomAccessCollection {
    /// The position of the first element.
    public var startIndex: Int { elements.startIndex }

    /// The position past the last element.
    public var endIndex: Int { elements.endIndex }

    /// Accesses the element at a position, in the order in which the elements were given.
    ///
    /// - Parameter position: A valid index of the collection.
    public subscript(position: Int) -> Element { elements[position] }
}

extension NamedTypes: ExpressibleByDictionaryLiteral {
    /// Creates a collection from a dictionary literal.
    ///
    /// - Parameter elements: The names and their types. If a name occurs more than once, its last type is kept.
    public init(dictionaryLiteral elements: (String, TypeReference)...) {
        self.init(elements)
    }
}

extension NamedTypes.Element: Hashable {
    /// Returns whether two elements have names with the same bytes and equal types.
    public static func == (left: Self, right: Self) -> Bool {
        left.name.hasSameBytes(as: right.name) && left.type == right.type
    }

    /// Hashes the bytes of the name, and the type.
    public func hash(into hasher: inout Hasher) {
        name.hashBytes(into: &hasher)
        hasher.combine(type)
    }
}
