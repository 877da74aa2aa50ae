/// One recorded call of a function: the types its arguments had, and the types it returned or yielded.
///
/// Two traces are equal when module, qualname, argument types by name, return type and yield type are equal, byte for
/// byte and whatever the order of the arguments (clauses ADD-12 and FILTER-9). Swift's own string equality, which takes
/// both normal forms of `é` for the same, plays no part in it.
///
/// ```swift
/// let trace = CallTrace(
///     module: "shop.cart",
///     qualname: "Cart.total",
///     argTypes: ["self": TypeReference(module: "shop.cart", qualname: "Cart"), "rate": TypeReference(Double.self)],
///     returnType: TypeReference(Double.self)
/// )
/// ```
///
/// Source: MonkeyType, "Storing call traces", the attributes of CallTraceRow.
public struct CallTrace: Sendable {
    /// The module in which the traced function is defined, such as `some.module`.
    public var module: String

    /// The qualified name of the function within its module: `some_func`, or `SomeClass.some_method`.
    public var qualname: String

    /// The types of the arguments, by argument name.
    public var argTypes: NamedTypes

    /// The type of the returned value, or `nil` when the call did not return: it raised, or it only yielded.
    ///
    /// A call that returned nothing has ``TypeReference/noneType`` here, which is another value than `nil`
    /// (clause ADD-2).
    public var returnType: TypeReference?

    /// The type of the yielded values, or `nil` when the call did not yield.
    public var yieldType: TypeReference?

    /// Creates a call trace; nothing is checked until the trace is serialised.
    ///
    /// - Parameters:
    ///   - module: The module in which the function is defined.
    ///   - qualname: The qualified name of the function within the module.
    ///   - argTypes: The types of the arguments by name.
    ///   - returnType: The type returned, `nil` when the call did not return.
    ///   - yieldType: The type yielded, `nil` when the call did not yield.
    public init(
        module: String,
        qualname: String,
        argTypes: NamedTypes = [:],
        returnType: TypeReference? = nil,
        yieldType: TypeReference? = nil
    ) {
        self.module = module
        self.qualname = qualname
        self.argTypes = argTypes
        self.returnType = returnType
        self.yieldType = yieldType
    }
}

extension CallTrace: Hashable {
    /// Whether both traces record the same call, by bytes.
    public static func == (left: CallTrace, right: CallTrace) -> Bool {
        left.module.hasSameBytes(as: right.module)
            && left.qualname.hasSameBytes(as: right.qualname)
            && left.argTypes == right.argTypes
            && left.returnType == right.returnType
            && left.yieldType == right.yieldType
    }

    /// Hashes the bytes that equality compares.
    public func hash(into hasher: inout Hasher) {
        module.hashBytes(into: &hasher)
        qualname.hashBytes(into: &hasher)
        hasher.combine(argTypes)
        hasher.combine(returnType)
        hasher.combine(yieldType)
    }
}
