import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct SwiftTextTests {
    @Test(arguments: [
        ("plain", #""plain""#),
        ("a\"b\\c\nd\te\r\0", #""a\"b\\c\nd\te\r\0""#),
        ("caf\u{e9}", "\"caf\u{e9}\""),
        ("cafe\u{301}", #""cafe\u{301}""#),
        ("\u{feff}\u{200d}\u{7f}\u{a0}", #""\u{feff}\u{200d}\u{7f}\u{a0}""#),
        (String(repeating: "a", count: 1_048_576), #"String(repeating: "a", count: 1_048_576)"#),
    ])
    func `text is written visibly`(_ text: String, _ swift: String) {
        #expect(Array(SwiftText.string(text).utf8) == Array(swift.utf8))
    }

    @Test func `long text is cut and its length stated`() {
        let text = String(repeating: "ab", count: 5_000)
        #expect(SwiftText.string(text).hasSuffix("/* and so on, 10,000 bytes in all */"))
    }

    @Test func `a trace is written as the Swift that creates it`() {
        let trace = CallTrace(
            module: "m",
            qualname: "f",
            argTypes: ["x": TypeReference(module: "t", qualname: "L", elementTypes: [.noneType])],
            returnType: TypeReference(module: "t", qualname: "D", typedDict: ["k": .int]),
            yieldType: .noneType
        )
        #expect(
            SwiftText.trace(trace) == """
                CallTrace(module: "m", qualname: "f", \
                argTypes: ["x": TypeReference(module: "t", qualname: "L", elementTypes: [.noneType])], \
                returnType: TypeReference(module: "t", qualname: "D", \
                typedDict: ["k": TypeReference(module: "builtins", qualname: "int")]), yieldType: .noneType)
                """
        )
        #expect(SwiftText.trace(CallTrace(module: "m", qualname: "f")) == #"CallTrace(module: "m", qualname: "f")"#)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1_000"), (-1_234_567, "-1_234_567"), (10_000, "10_000")])
    func `numbers are grouped`(_ number: Int, _ swift: String) {
        #expect(SwiftText.number(number) == swift)
    }

    @Test func `limits are written by name`() {
        #expect([Int.max, .min, 2_000].map(SwiftText.limit) == [".max", ".min", "2_000"])
    }
}
