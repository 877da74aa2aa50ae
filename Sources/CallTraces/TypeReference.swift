/// A type, named by module and qualname, with its element types or the fields of a typed dict.
///
/// It holds exactly what MonkeyType's JSON can say of a type. Equality is by bytes; the order of a typed dict's fields
/// carries no meaning.
///
/// ```swift
/// let listOfInt = TypeReference(
///     module: "typing",
///     qualname: "List",
///     elementTypes: [TypeReference(module: "builtins", qualname: "int")]
/// )
/// let fromSwift = TypeReference([String: [Int?]].self)
/// ```
///
/// Source: MonkeyType, "Storing call traces": arguments, return and yield carry "concrete argument types" as JSON.
public struct TypeReference: Sendable {
    /// What stands between a type's brackets.
    public enum Content: Hashable, Sendable {
        /// No element types at all: `int`, or a bare `List`.
        case bare
        /// The element types in order; none of them is the empty tuple, which is not a bare tuple.
        case elementTypes([TypeReference])
        /// The fields of a typed dict, by name.
        case typedDict(NamedTypes)
    }

    /// The module that defines the type, such as `builtins`.
    public var module: String

    /// The qualified name of the type within its module, such as `Outer.Inner`.
    public var qualname: String

    /// The element types, or the fields of a typed dict.
    public var content: Content

    /// Creates a reference to a type; nothing is checked until it is serialised.
    ///
    /// - Parameters:
    ///   - module: The module that defines the type.
    ///   - qualname: The qualified name of the type within the module.
    ///   - content: The element types or typed-dict fields.
    public init(module: String, qualname: String, content: Content = .bare) {
        self.module = module
        self.qualname = qualname
        self.content = content
    }

    /// Creates a reference to a generic type.
    ///
    /// - Parameters:
    ///   - module: The module that defines the type.
    ///   - qualname: The qualified name of the type within the module.
    ///   - elementTypes: The types between the brackets, in order.
    public init(module: String, qualname: String, elementTypes: [TypeReference]) {
        self.init(module: module, qualname: qualname, content: .elementTypes(elementTypes))
    }

    /// Creates a reference to a typed dict.
    ///
    /// - Parameters:
    ///   - module: The module that defines the typed dict.
    ///   - qualname: The qualified name of the typed dict within the module.
    ///   - fields: The types of its fields by name.
    public init(module: String, qualname: String, typedDict fields: NamedTypes) {
        self.init(module: module, qualname: qualname, content: .typedDict(fields))
    }

    /// The type of a call that returned nothing: Python's `None`, Swift's `Void`.
    ///
    /// It differs from an absent return type, which says that the call did not return (clause ADD-2).
    public static let noneType = TypeReference(module: "builtins", qualname: "NoneType")
}
