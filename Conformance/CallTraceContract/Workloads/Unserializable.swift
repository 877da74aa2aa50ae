import CallTraces

/// Traces with a type that no other program could name, which therefore cannot be serialized.
enum Unserializable {
    private struct Nameless {}

    private static let type = TypeReference(Nameless.self)

    static let inArgument = CallTrace(module: "m", qualname: "badArgument", argTypes: ["x": type])
    static let inReturn = CallTrace(module: "m", qualname: "badReturn", returnType: .list(of: type))
    static let inYield = CallTrace(module: "m", qualname: "badYield", yieldType: type)
}
