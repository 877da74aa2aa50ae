import CallTraces
import Testing

/// `isSerializable` agrees with the initializer of `CallTraceRow`.
struct CallTraceSerializableTests {
    private static let int = TypeReference(module: "builtins", qualname: "int")
    private static let local = TypeReference(module: "m", qualname: "(unknown context at $1).Local")

    @Test(
        arguments: [
            (CallTrace(module: "m", qualname: "f"), true),
            (CallTrace(module: "m", qualname: "f", argTypes: ["a": int], returnType: int, yieldType: int), true),
            (CallTrace(module: "m", qualname: "f", returnType: .nested(1_000)), true),
            (CallTrace(module: "m", qualname: "f", returnType: .nested(1_001)), false),
            (CallTrace(module: "", qualname: "f"), false),
            (CallTrace(module: "m", qualname: ""), false),
            (CallTrace(module: "m", qualname: "f", argTypes: ["a": int, "b": local]), false),
            (CallTrace(module: "m", qualname: "f", returnType: local), false),
            (CallTrace(module: "m", qualname: "f", yieldType: TypeReference(module: "", qualname: "T")), false),
        ]
    )
    func `a trace is serializable if a row can be created from it`(trace: CallTrace, isSerializable: Bool) {
        #expect(trace.isSerializable == isSerializable)
        #expect(((try? CallTraceRow(trace)) != nil) == isSerializable)
    }
}
