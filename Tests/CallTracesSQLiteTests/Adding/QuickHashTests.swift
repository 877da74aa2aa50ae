import CallTraces
import Testing

@testable import CallTracesSQLite

/// Equal traces have the same quick hash; what usually differs between traces changes it.
struct QuickHashTests {
    private let int = TypeReference(module: "builtins", qualname: "int")

    @Test func `the order of arguments and fields makes no difference`() {
        let fields: NamedTypes = ["x": int, "y": .noneType]
        let swapped: NamedTypes = ["y": .noneType, "x": int]
        let one = TypeReference(module: "m", qualname: "D", typedDict: fields)
        let other = TypeReference(module: "m", qualname: "D", typedDict: swapped)
        let traces = [
            CallTrace(module: "m", qualname: "f", argTypes: ["a": int, "b": one], returnType: one),
            CallTrace(module: "m", qualname: "f", argTypes: ["b": other, "a": int], returnType: other),
        ]
        #expect(traces[0] == traces[1])
        #expect(traces[0].quickHash == traces[1].quickHash)
    }

    @Test func `every part of a trace makes a difference`() {
        let list = TypeReference(module: "typing", qualname: "List", elementTypes: [int])
        let traces = [
            CallTrace(module: "m", qualname: "f"), CallTrace(module: "mf", qualname: ""),
            CallTrace(module: "m", qualname: "caf\u{E9}"), CallTrace(module: "m", qualname: "cafe\u{301}"),
            CallTrace(module: "m", qualname: "f", argTypes: ["a": int]),
            CallTrace(module: "m", qualname: "f", argTypes: ["b": int]),
            CallTrace(module: "m", qualname: "f", argTypes: ["a": .noneType]),
            CallTrace(module: "m", qualname: "f", argTypes: ["a": list]),
            CallTrace(module: "m", qualname: "f", returnType: int),
            CallTrace(module: "m", qualname: "f", yieldType: int),
            CallTrace(module: "a module of more bytes than sixteen", qualname: "f"),
            CallTrace(module: "a module of more bytes than sixteem", qualname: "f"),
        ]
        #expect(Set(traces.map(\.quickHash)).count == traces.count)
    }
}
