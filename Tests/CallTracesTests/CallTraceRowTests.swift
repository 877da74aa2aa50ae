import Testing

@testable import CallTraces

/// Rows are compared by the bytes of their five parts, and preserve every trace.
struct CallTraceRowTests {
    private let row = CallTraceRow(module: "m", qualname: "f", argTypes: "{}", returnType: nil, yieldType: "null")

    @Test func `rows are equal if all five parts have the same bytes`() {
        let same = CallTraceRow(module: "m", qualname: "f", argTypes: "{}", returnType: nil, yieldType: "null")
        #expect(row == same)
        #expect(row.hashValue == same.hashValue)

        let others = [
            CallTraceRow(module: "n", qualname: "f", argTypes: "{}", returnType: nil, yieldType: "null"),
            CallTraceRow(module: "m", qualname: "g", argTypes: "{}", returnType: nil, yieldType: "null"),
            CallTraceRow(module: "m", qualname: "f", argTypes: "{ }", returnType: nil, yieldType: "null"),
            CallTraceRow(module: "m", qualname: "f", argTypes: "{}", returnType: "", yieldType: "null"),
            CallTraceRow(module: "m", qualname: "f", argTypes: "{}", returnType: nil, yieldType: nil),
        ]
        #expect(Set(others + [row, same]).count == 6)
    }

    @Test func `canonically equivalent names make different rows`() {
        let composed = CallTraceRow(module: "é", qualname: "f", argTypes: "{}", returnType: nil, yieldType: nil)
        let decomposed = CallTraceRow(
            module: "e\u{301}",
            qualname: "f",
            argTypes: "{}",
            returnType: nil,
            yieldType: nil
        )
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
    }

    @Test func `the parts of a row are those it was created from`() {
        let parts: [[String?]] = [
            ["m", "f", "{}", nil, nil], ["é", "e\u{301}", "{}", "", nil], ["", "", "", nil, ""],
            ["a\0", "b", "c", "d", "e"],
        ]
        for parts in parts {
            let row = CallTraceRow(
                module: parts[0] ?? "",
                qualname: parts[1] ?? "",
                argTypes: parts[2] ?? "",
                returnType: parts[3],
                yieldType: parts[4]
            )
            let found = [row.module, row.qualname, row.argTypes, row.returnType, row.yieldType]
            #expect(found.map { $0.map(ExactString.init) } == parts.map { $0.map(ExactString.init) })
            #expect(row.withParts(CallTraceRow.init(repairing:)) == row)
        }
    }

    @Test func `bytes that are not UTF-8 are replaced, and none joins those of the next part`() {
        // Together, the module's last byte and the qualname's first would be a letter.
        let parts: [[UInt8]] = [[0x6D, 0xC3], [0xA9, 0x66], [0x7B, 0x7D]]
        let row = parts[0].withUnsafeBytes { module in
            parts[1].withUnsafeBytes { qualname in
                parts[2].withUnsafeBytes { argTypes in
                    CallTraceRow(
                        repairing: BorrowedRow(
                            module: module,
                            qualname: qualname,
                            argTypes: argTypes,
                            returnType: nil,
                            yieldType: nil
                        )
                    )
                }
            }
        }
        let expected = CallTraceRow(
            module: "m\u{FFFD}",
            qualname: "\u{FFFD}f",
            argTypes: "{}",
            returnType: nil,
            yieldType: nil
        )
        #expect(row == expected)
        #expect(row.hashValue == expected.hashValue)
    }

    @Test func `a trace with every kind of type survives a round trip`() throws {
        let everything = TypeReference(
            module: "é",
            qualname: "e\u{301}",
            typedDict: [
                "": TypeReference(module: "\0", qualname: "\"", elementTypes: []),
                "é": TypeReference(module: "m", qualname: "D", typedDict: [:]),
                "e\u{301}": TypeReference(module: "m", qualname: "T", elementTypes: [.noneType, .nested(64)]),
            ]
        )
        let trace = CallTrace(
            module: "\u{1F600}",
            qualname: "a\\b\n",
            argTypes: ["z": everything, "é": .noneType, "e\u{301}": everything],
            returnType: everything,
            yieldType: .noneType
        )
        #expect(try CallTraceRow(trace).toTrace() == trace)
    }

    @Test func `a thousand arguments survive a round trip`() throws {
        let names = (0..<1_000).map { "argument \($0)" }
        let argTypes = NamedTypes(names.map { ($0, TypeReference(module: $0, qualname: $0)) })
        let trace = CallTrace(module: "m", qualname: "f", argTypes: argTypes)
        #expect(try CallTraceRow(trace).toTrace() == trace)
    }

    @Test func `equal traces have equal rows`() throws {
        let type = TypeReference(module: "m", qualname: "D", typedDict: ["a": .noneType, "b": .nested(1)])
        let sameType = TypeReference(module: "m", qualname: "D", typedDict: ["b": .nested(1), "a": .noneType])
        let trace = CallTrace(module: "m", qualname: "f", argTypes: ["x": type, "y": .noneType])
        let sameTrace = CallTrace(module: "m", qualname: "f", argTypes: ["y": .noneType, "x": sameType])
        #expect(try CallTraceRow(trace) == CallTraceRow(sameTrace))
    }
}
