import CallTraces

/// Traces that cannot be serialized, as no other program could look up a type in them, or their function.
enum Unserializable {
    private struct Nameless {}

    private static let type = TypeReference(Nameless.self)

    static let inArgument = CallTrace(module: "m", qualname: "badArgument", argTypes: ["x": type])
    static let inReturn = CallTrace(module: "m", qualname: "badReturn", returnType: .list(of: type))
    static let inYield = CallTrace(module: "m", qualname: "badYield", yieldType: type)

    static let withoutModule = CallTrace(module: "", qualname: "badModule")
    static let withoutQualname = CallTrace(module: "m", qualname: "")
}
