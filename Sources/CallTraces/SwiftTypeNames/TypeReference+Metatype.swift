extension TypeReference {
    /// Creates a reference to a Swift type.
    ///
    /// The reference keeps everything that is in Swift's name for the type, so types with different names remain
    /// different:
    ///
    /// | Swift type | module | qualname | element types |
    /// |---|---|---|---|
    /// | `Int` | `Swift` | `Int` | bare |
    /// | `shop.Outer.Inner` | `shop` | `Outer.Inner` | bare |
    /// | `Outer<Int>.Inner<String>` | `shop` | `Outer.Inner` | `Int`, `String` |
    /// | a type in shop's extension of `Array<Int>` | `shop` | `Swift.Array.Inner` | `Int` |
    /// | `InlineArray<3, Int>` | `Swift` | `InlineArray` | `3`, in the module `Swift`; `Int` |
    /// | a parameter pack as an argument | `Swift` | `Pack` | the types of the pack |
    /// | `Void` | `builtins` | `NoneType` | bare: ``noneType`` |
    /// | `(Int, String)` | `Swift` | `Tuple` | `Int`, `String` |
    /// | `(Int, b: String)` | `Swift` | `Tuple(_:b:)` | `Int`, `String` |
    /// | `(Int) -> String` | `Swift` | `Function` | `Tuple` of the parameters, `String` |
    /// | `@Sendable (inout Int, C...) async throws(E) -> sending C` | `Swift` | as below | as above |
    /// | `any P` | `shop` | `P` | bare |
    /// | `any P & Q` | `Swift` | `Composition` | `P`, `Q` |
    /// | `any P<Int>` | `shop` | `P<Self.shop.P.Element == Swift.Int>` | bare |
    /// | `any P<Int> & Q` | `Swift` | `Composition<Self.shop.P.Element == Swift.Int>` | `P`, `Q` |
    /// | `Any` | `Swift` | `Any` | bare |
    /// | `Int.Type`, `any P.Type` | `Swift` | `Type` | `Int`, `P` |
    /// | `(any P).Type` | `Swift` | `Protocol` | `P` |
    ///
    /// The attributes, specifiers, and effects of a function type become part of its qualname, with `_` for each type:
    /// `@Sendable Function(inout _, _...) async throws(shop.E) -> sending _`. If a name cannot be parsed, for example
    /// because types are nested more than 100 levels deep, the whole text after the module becomes the qualname. The
    /// name of a local or private type contains an address, so ``CallTraceRow/init(_:)`` throws an error for it.
    ///
    /// ```swift
    /// let type = TypeReference([String: Int].self)
    /// print(type.module, type.qualname)  // Swift Dictionary
    /// ```
    ///
    /// Source: MonkeyType, "Storing call traces": the types of a CallTraceRow are "concrete argument types".
    ///
    /// - Parameter type: The type, such as `Int.self` or `type(of: value)`. It need not be copyable or escapable.
    public init(_ type: any (~Copyable & ~Escapable).Type) {
        self.init(swiftName: String(reflecting: type))
    }

    /// Creates a reference from the text that `String(reflecting:)` returns for a type, or from any other text.
    package init(swiftName name: String) {
        var parser = SwiftTypeNameParser(name)
        self = parser.parse() ?? TypeReference(uninterpretedName: name)
    }

    /// Creates a reference from a name that cannot be parsed: its module, and the rest as the qualname.
    private init(uninterpretedName name: String) {
        let module = name.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let rest = name[module.endIndex...]
        if !module.isEmpty, rest.first == ".", rest.utf8.count > 1 {
            self.init(module: String(module), qualname: String(rest.dropFirst()))
        } else {
            self.init(module: "Swift", qualname: name)
        }
    }
}
