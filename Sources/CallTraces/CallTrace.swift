/// The types of the arguments, return value, and yielded values of one recorded call of a function.
///
/// Two traces are equal if they have the same module, qualname, argument types by name, return type, and yield type.
/// The order of the arguments does not matter (clauses ADD-12 and FILTER-9). Names are compared by their UTF-8 bytes,
/// not by canonical equivalence like `String`; see ``ExactString``.
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
    /// The module that defines the traced function, such as `some.module`.
    public var module: String

    /// The qualified name of the function within its module: `some_func`, or `SomeClass.some_method`.
    public var qualname: String

    /// The types of the arguments, by argument name.
    public var argTypes: NamedTypes

    /// The type of the return value, or `nil` if the call did not return: it raised, or it only yielded.
    ///
    /// For a call that returned nothing, this is ``TypeReference/noneType``, not `nil` (clause ADD-2).
    public var returnType: TypeReference?

    /// The type of the yielded values, or `nil` if the call did not yield.
    public var yieldType: TypeReference?

    /// Creates a call trace.
    ///
    /// Nothing is validated until the trace is serialized; see ``isSerializable``.
    ///
    /// - Parameters:
    ///   - module: The module that defines the function.
    ///   - qualname: The qualified name of the function within its module.
    ///   - argTypes: The types of the arguments, by argument name.
    ///   - returnType: The type of the return value, or `nil` if the call did not return.
    ///   - yieldType: The type of the yielded values, or `nil` if the call did not yield.
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
    /// Returns whether two traces have the same names, byte for byte, and the same types.
    public static func == (left: CallTrace, right: CallTrace) -> Bool {
        left.module.hasSameBytes(as: right.module)
            && left.qualname.hasSameBytes(as: right.qualname)
            && left.argTypes == right.argTypes
            && left.returnType == right.returnType
            && left.yieldType == right.yieldType
    }

    /// Hashes the parts of the trace that `==` compares.
    public func hash(into hasher: inout Hasher) {
        module.hashBytes(into: &hasher)
        qualname.hashBytes(into: &hasher)
        hasher.combine(argTypes)
        hasher.combine(returnType)
        hasher.combine(yieldType)
    }
}
