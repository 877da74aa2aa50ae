import CallTraces
import Testing

/// Traces are compared by the bytes of their names, regardless of the order of the arguments.
struct CallTraceTests {
    private static let int = TypeReference(module: "builtins", qualname: "int")
    private static let str = TypeReference(module: "builtins", qualname: "str")

    @Test func `a trace has no types unless they are given`() {
        let trace = CallTrace(module: "m", qualname: "f")
        #expect(trace.argTypes.isEmpty)
        #expect(trace.returnType == nil)
        #expect(trace.yieldType == nil)
    }

    @Test func `traces differ in every part`() {
        let different = [
            CallTrace(module: "m", qualname: "f"),
            CallTrace(module: "n", qualname: "f"),
            CallTrace(module: "m", qualname: "g"),
            CallTrace(module: "mf", qualname: ""),
            CallTrace(module: "m", qualname: "f", argTypes: ["a": Self.int]),
            CallTrace(module: "m", qualname: "f", argTypes: ["b": Self.int]),
            CallTrace(module: "m", qualname: "f", argTypes: ["a": Self.str]),
            CallTrace(module: "m", qualname: "f", returnType: Self.int),
            CallTrace(module: "m", qualname: "f", returnType: .noneType),
            CallTrace(module: "m", qualname: "f", yieldType: Self.int),
            CallTrace(module: "m", qualname: "f", yieldType: .noneType),
        ]
        #expect(Set(different).count == different.count)
        for (position, trace) in different.enumerated() {
            #expect(different.firstIndex(of: trace) == position)
        }
    }

    @Test func `the order of the arguments does not matter`() {
        let trace = CallTrace(module: "m", qualname: "f", argTypes: ["a": Self.int, "b": Self.str])
        let sameTrace = CallTrace(module: "m", qualname: "f", argTypes: ["b": Self.str, "a": Self.int])
        #expect(trace == sameTrace)
        #expect(trace.hashValue == sameTrace.hashValue)
    }

    @Test func `canonically equivalent names make different traces`() {
        let traces = [
            CallTrace(module: "é", qualname: "f"), CallTrace(module: "e\u{301}", qualname: "f"),
            CallTrace(module: "m", qualname: "é"), CallTrace(module: "m", qualname: "e\u{301}"),
            CallTrace(module: "m", qualname: "f", argTypes: ["é": Self.int]),
            CallTrace(module: "m", qualname: "f", argTypes: ["e\u{301}": Self.int]),
        ]
        #expect(Set(traces).count == 6)
    }
}
