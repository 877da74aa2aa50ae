import CallTraces
import Testing

/// The encoder writes what Python's `json.dumps(sort_keys=True)` writes, and rejects what no program could read.
struct CallTraceRowEncodingTests {
    private let int = TypeReference(module: "builtins", qualname: "int")

    private func argTypes(_ types: NamedTypes) throws -> String {
        try CallTraceRow(CallTrace(module: "m", qualname: "f", argTypes: types)).argTypes
    }

    private func rejection(of trace: CallTrace) throws -> CallTraceError {
        try #require(throws: CallTraceError.self) { try CallTraceRow(trace) }
    }

    @Test func `module and qualname are unchanged`() throws {
        let row = try CallTraceRow(CallTrace(module: "shop.\"cart\"", qualname: "Größe.e\u{301}\n"))
        #expect(row.module.utf8.elementsEqual("shop.\"cart\"".utf8))
        #expect(row.qualname.utf8.elementsEqual("Größe.e\u{301}\n".utf8))
    }

    @Test func `a bare type has no element types`() throws {
        #expect(try argTypes(["a": int]) == #"{"a": {"module": "builtins", "qualname": "int"}}"#)
    }

    @Test func `an empty list of element types is kept`() throws {
        let tuple = TypeReference(module: "typing", qualname: "Tuple", elementTypes: [])
        #expect(try argTypes(["a": tuple]) == #"{"a": {"elem_types": [], "module": "typing", "qualname": "Tuple"}}"#)
    }

    @Test func `the fields of a typed dict are sorted`() throws {
        let movie = TypeReference(module: "m", qualname: "Movie", typedDict: ["b": int, "a": int])
        let encodedInt = #"{"module": "builtins", "qualname": "int"}"#
        let fields = #""elem_types": {"a": \#(encodedInt), "b": \#(encodedInt)}"#
        #expect(
            try argTypes(["x": movie])
                == #"{"x": {\#(fields), "is_typed_dict": true, "module": "m", "qualname": "Movie"}}"#
        )
    }

    @Test func `arguments are sorted by the bytes of their names`() throws {
        let sorted = ["", "A", "Z", "_", "a", "a!", "aa", "é", "\u{E000}", "\u{FFFD}", "😀"]
        let argTypes = NamedTypes(sorted.reversed().map { ($0, int) })
        let row = try CallTraceRow(CallTrace(module: "m", qualname: "f", argTypes: argTypes))
        let written = try row.toTrace().argTypes.map(\.name)
        #expect(written.elementsEqual(sorted) { $0.utf8.elementsEqual($1.utf8) })
    }

    @Test(
        arguments: [
            ("plain name_1", "plain name_1"),
            ("\" \\ /", #"\" \\ /"#),
            ("\n\r\t\u{08}\u{0C}", #"\n\r\t\b\f"#),
            ("\0\u{01}\u{1F}", #"\u0000\u0001\u001f"#),
            (" ~\u{7F}", #" ~\u007f"#),
            ("\u{80}é\u{301}ß", #"\u0080\u00e9\u0301\u00df"#),
            ("\u{FFFD}\u{FFFF}", #"\ufffd\uffff"#),
            ("\u{10000}😀\u{10FFFF}", #"\ud800\udc00\ud83d\ude00\udbff\udfff"#),
            ("12345678", "12345678"),
            ("1234567\"", #"1234567\""#),
            ("123456\\8", #"123456\\8"#),
            ("\n2345678", #"\n2345678"#),
            ("1\u{7F}345678", #"1\u007f345678"#),
            ("12345678é", #"12345678\u00e9"#),
            ("123456789\u{7F}", #"123456789\u007f"#),
        ]
    )
    func `a string is escaped as in Python`(string: String, escaped: String) throws {
        let type = TypeReference(module: string, qualname: string)
        #expect(
            try argTypes([string: type])
                == #"{"\#(escaped)": {"module": "\#(escaped)", "qualname": "\#(escaped)"}}"#
        )
    }

    @Test func `a string of any length is written completely, wherever an escape is`() throws {
        for length in 0...40 {
            let plain = String("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".prefix(length))
            #expect(try argTypes([plain: int]) == #"{"\#(plain)": {"module": "builtins", "qualname": "int"}}"#)
            for position in 0..<length {
                let (left, right) = (plain.prefix(position), plain.dropFirst(position + 1))
                for (character, escaped) in [
                    ("\"", #"\""#), ("\\", #"\\"#), ("\u{1F}", #"\u001f"#), ("\u{7F}", #"\u007f"#),
                ] {
                    let written = try argTypes(["\(left)\(character)\(right)": int])
                    #expect(written.hasPrefix(#"{"\#(left)\#(escaped)\#(right)": "#))
                }
            }
        }
    }

    @Test func `a string of one mebibyte is written completely`() throws {
        let long = String(repeating: "x", count: 1 << 20)
        let row = try CallTraceRow(CallTrace(module: "m", qualname: "f", argTypes: [long: int]))
        #expect(row.argTypes == #"{"\#(long)": {"module": "builtins", "qualname": "int"}}"#)
    }

    @Test func `no type differs from the type of None`() throws {
        let nothing = try CallTraceRow(CallTrace(module: "m", qualname: "f"))
        #expect(nothing.returnType == nil)
        #expect(nothing.yieldType == nil)

        let none = try CallTraceRow(CallTrace(module: "m", qualname: "f", returnType: .noneType, yieldType: .noneType))
        #expect(none.returnType == #"{"module": "builtins", "qualname": "NoneType"}"#)
        #expect(none.yieldType == none.returnType)
    }

    @Test func `a trace without a module or qualname is rejected`() throws {
        let noModule = try rejection(of: CallTrace(module: "", qualname: "f"))
        #expect(noModule.code == .cannotSerialize)
        #expect(noModule.message.contains("module is empty"))
        #expect(noModule.qualname == "f")

        let noQualname = try rejection(of: CallTrace(module: "m", qualname: ""))
        #expect(noQualname.code == .cannotSerialize)
        #expect(noQualname.message.contains("qualname is empty"))
        #expect(noQualname.module == "m")
    }

    @Test(
        arguments: [
            (TypeReference(module: "", qualname: "T"), "empty module"),
            (TypeReference(module: "m", qualname: ""), "empty qualname"),
            (TypeReference(module: "m", qualname: "Outer.(unknown context at $7f00).T"), "local or private type"),
            (TypeReference(module: "(unknown context at $7f00)", qualname: "T"), "local or private type"),
            (TypeReference(module: "m", qualname: "((unknown context at "), "local or private type"),
        ]
    )
    func `a type that no program could look up is rejected anywhere`(type: TypeReference, why: String) throws {
        let list = TypeReference(module: "typing", qualname: "List", elementTypes: [int, type])
        let dict = TypeReference(module: "m", qualname: "D", typedDict: ["a": int, "b": list])
        let rejected = [
            (CallTrace(module: "m", qualname: "f", argTypes: ["a": int, "b": type]), #"argument "b""#),
            (CallTrace(module: "m", qualname: "f", argTypes: ["x": list]), #"argument "x""#),
            (CallTrace(module: "m", qualname: "f", argTypes: ["a": int], returnType: dict), "return type"),
            (CallTrace(module: "m", qualname: "f", returnType: int, yieldType: list), "yield type"),
        ]
        for (trace, part) in rejected {
            let error = try rejection(of: trace)
            #expect(error.code == .cannotSerialize)
            #expect(error.message.hasPrefix("the \(part) cannot"))
            #expect(error.message.contains(why))
            #expect(error.module == "m")
            #expect(error.qualname == "f")
        }
    }

    @Test func `a local type is rejected wherever its name says so`() throws {
        let mark = "(unknown context at "
        for length in 0...20 {
            for name in [
                String(repeating: "x", count: length) + mark, "é" + mark + String(repeating: "x", count: length),
            ] {
                for type in [TypeReference(module: "m", qualname: name), TypeReference(module: name, qualname: "T")] {
                    let error = try rejection(of: CallTrace(module: "m", qualname: "f", returnType: type))
                    #expect(error.message.contains("local or private type"))
                }
            }
        }
    }

    @Test func `a name with parentheses is not always that of a local type`() throws {
        let type = TypeReference(module: "m", qualname: "(unknown context) (unknown context a")
        #expect(try argTypes(["a": type]).contains("(unknown context) (unknown context a"))
    }

    @Test(arguments: [false, true])
    func `types nested more than 1,000 levels deep are rejected`(inTypedDicts: Bool) throws {
        let deepest = CallTrace(
            module: "m",
            qualname: "f",
            returnType: .nested(TypeReference.maximumNesting, inTypedDicts: inTypedDicts)
        )
        #expect(try CallTraceRow(deepest).toTrace() == deepest)

        let tooDeep = TypeReference.nested(TypeReference.maximumNesting + 1, inTypedDicts: inTypedDicts)
        let error = try rejection(of: CallTrace(module: "m", qualname: "f", argTypes: ["a": tooDeep]))
        #expect(error.code == .cannotSerialize)
        #expect(error.message.contains("more than 1000 deep"))
    }
}
