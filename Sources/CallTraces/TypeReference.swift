/// A reference to a type by module and qualname, with its element types or the fields of a typed dict.
///
/// A reference expresses exactly what MonkeyType's JSON can express. Two references are equal if their names have the
/// same UTF-8 bytes and their contents are equal; the order of a typed dict's fields does not matter.
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
    /// The generic arguments of a type, or the fields of a typed dict.
    public enum Content: Hashable, Sendable {
        /// No element types at all, as in `int` or a bare `List`.
        case bare
        /// The element types, in order. An empty array is the empty tuple, which differs from a bare tuple.
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

    /// Creates a reference to a type.
    ///
    /// Nothing is validated until the type is serialized as part of a trace; see ``CallTrace/isSerializable``.
    ///
    /// - Parameters:
    ///   - module: The module that defines the type.
    ///   - qualname: The qualified name of the type within the module.
    ///   - content: The element types, or the fields of a typed dict.
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
    ///   - elementTypes: The generic arguments, in order.
    public init(module: String, qualname: String, elementTypes: [TypeReference]) {
        self.init(module: module, qualname: qualname, content: .elementTypes(elementTypes))
    }

    /// Creates a reference to a typed dict.
    ///
    /// - Parameters:
    ///   - module: The module that defines the typed dict.
    ///   - qualname: The qualified name of the typed dict within the module.
    ///   - fields: The types of the fields, by name.
    public init(module: String, qualname: String, typedDict fields: NamedTypes) {
        self.init(module: module, qualname: qualname, content: .typedDict(fields))
    }

    /// The return type of a call that returned nothing: Python's `None`, or Swift's `Void`.
    ///
    /// If the call did not return at all, there is no return type (clause ADD-2).
    public static let noneType = TypeReference(module: "builtins", qualname: "NoneType")
}
