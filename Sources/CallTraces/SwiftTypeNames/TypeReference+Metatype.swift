extension TypeReference {
    /// Creates a reference to a Swift type.
    ///
    /// Everything that Swift's own name of the type says is kept, so types of different names stay different:
    ///
    /// | Swift type | module | qualname | element types |
    /// |---|---|---|---|
    /// | `Int` | `Swift` | `Int` | bare |
    /// | `shop.Outer.Inner` | `shop` | `Outer.Inner` | bare |
    /// | `Outer<Int>.Inner<String>` | `shop` | `Outer.Inner` | `Int`, `String`: all arguments in order |
    /// | a type in shop's extension of `Array<Int>` | `shop` | `Swift.Array.Inner` | `Int` |
    /// | `InlineArray<3, Int>` | `Swift` | `InlineArray` | the number, as `Swift` and `3`; `Int` |
    /// | a parameter pack among the arguments | `Swift` | `Pack` | the pack's types |
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
    /// What a function type says beyond types stands in the qualname, with `_` for a type:
    /// `@Sendable Function(inout _, _...) async throws(shop.E) -> sending _`. A name that cannot be taken apart, such
    /// as one nested more than 100 deep, is kept as text after its module. Swift gives a local or private type no name
    /// but an address, which is recorded and then refused by ``CallTraceRow/init(_:)``.
    ///
    /// ```swift
    /// let type = TypeReference([String: Int].self)
    /// print(type.module, type.qualname)  // Swift Dictionary
    /// ```
    ///
    /// Source: MonkeyType, "Storing call traces": the types of a CallTraceRow are "concrete argument types".
    ///
    /// - Parameter type: The type, such as `Int.self` or `type(of: value)`; it need not be copyable or escapable.
    public init(_ type: any (~Copyable & ~Escapable).Type) {
        self.init(swiftName: String(reflecting: type))
    }

    /// Creates a reference from the text that `String(reflecting:)` gives for a type, or from any other text.
    package init(swiftName name: String) {
        var parser = SwiftTypeNameParser(name)
        self = parser.parse() ?? TypeReference(uninterpretedName: name)
    }

    /// Takes the module from the front of a name, and the rest as it stands.
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
