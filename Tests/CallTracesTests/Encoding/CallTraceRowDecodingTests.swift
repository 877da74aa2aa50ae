import CallTraces
import Testing

/// The decoder accepts what MonkeyType accepts: what Python's `json` module parses, if it has the right shape.
struct CallTraceRowDecodingTests {
    private static let encodedInt = #"{"module": "builtins", "qualname": "int"}"#
    private let int = TypeReference(module: "builtins", qualname: "int")

    private func arguments(_ json: String) throws -> NamedTypes {
        try CallTraceRow(module: "m", qualname: "f", argTypes: json, returnType: nil, yieldType: nil).toTrace().argTypes
    }

    private func type(_ json: String) throws -> TypeReference? {
        try CallTraceRow(module: "m", qualname: "f", argTypes: "{}", returnType: json, yieldType: nil)
            .toTrace().returnType
    }

    @Test(
        arguments: [
            #"{"module":"builtins","qualname":"int"}"#,
            #"{"qualname": "int", "module": "builtins"}"#,
            " {\t\"module\"\n:\r\"builtins\" ,\"qualname\" : \"int\" } \r\n\t",
            #"{"elem_types": null, "is_typed_dict": false, "module": "builtins", "qualname": "int"}"#,
            #"{"module": "builtins", "qualname": "int", "elem_types": null}"#,
            #"{"\u006dodule": "built\u0069ns", "q\u0075alname": "int"}"#,
            #"{"module": 1, "module": "builtins", "qualname": {"a": []}, "qualname": "int"}"#,
            #"{"module": "builtins", "qualname": "int", "elem_types": [1], "elem_types": null}"#,
            #"{"elem_types": {"a": 1}, "module": "builtins", "elem_types": null, "qualname": "int"}"#,
            #"{"is_typed_dict": true, "module": "builtins", "is_typed_dict": false, "qualname": "int"}"#,
        ]
    )
    func `keys may be in any order, separated by white space, and repeated`(json: String) throws {
        #expect(try type(json) == int)
        #expect(try arguments("{ \"a\" :\n\(json)\t}") == ["a": int])
    }

    @Test(
        arguments: [
            "null", "true", "false", "0", "-0", "12", "-1.5", "1e5", "1E+05", "0.0e-0", "NaN", "Infinity", "-Infinity",
            #""""#, #""text""#, #""\"\\\/\b\f\n\r\tA\uD83D\uDE00\uDEAD""#, "\"\u{7F}é😀\"",
            "[]", "{}", "[ ]", "{ }", "[1, [2, {\"a\": [{}]}], \"]\"]", #"{"a": {"b": [1, 2], "c": "}"}, "a": null}"#,
        ]
    )
    func `unknown keys are ignored, regardless of their value`(value: String) throws {
        #expect(try type(#"{"zzz": \#(value), "module": "builtins", "qualname": "int"}"#) == int)
        #expect(try type(#"{"module": "builtins", "qualname": "int", "modul": \#(value)}"#) == int)
        #expect(try type(#"{"module": "builtins", "\u0000": \#(value) , "qualname": "int"}"#) == int)
    }

    @Test(
        arguments: [
            "", " ", "nul", "nulll", "True", "tru", "falsy", "+1", "01", "-01", "1.", ".5", "1.e5", "1e", "1e+", "-",
            "--1", "-NaN", "-Inf", "infinity", "nan", "0x1", "1_000", "'a'", #"""#, #""\"#, #""\x""#, #""\u12""#,
            #""\u12g4""#, #""\u 123""#, #""\ud83d\u12"#, "\"\n\"", "\"\u{00}\"", "\"\u{1F}\"", "[", "[1", "[1,", "[1,]",
            "[,]", "[1 2]", "{", #"{"a"#, #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a":1,"#, #"{"a":1,}"#, #"{"a" 1}"#,
            "{1:2}",
            "{,}", "[}", "{]", "]", "}", "/**/1", "\u{0C}1", "\u{A0}1", "\u{FEFF}1", "é", "１", "1 1",
        ]
    )
    func `invalid JSON is rejected, even in the value of an unknown key`(value: String) throws {
        for json in [
            #"{"zzz": \#(value), "module": "builtins", "qualname": "int"}"#,
            #"{"module": "builtins", "qualname": "int", "zzz": [\#(value), 1]}"#,
            #"{"module": "builtins", "qualname": "int", "zzz": {"a": 1, "b": \#(value), "c": 1}}"#,
        ] {
            #expect(throws: CallTraceError.self) { try type(json) }
        }
    }

    @Test(
        arguments: [
            "[]", "1", #""x""#, "true", "[\(encodedInt)]", "{}", #"{"module": "m"}"#, #"{"qualname": "q"}"#,
            #"{"module": null, "qualname": "q"}"#, #"{"module": "m", "qualname": ["q"]}"#,
            #"{"module": "m", "module": 1, "qualname": "q"}"#,
            #"{"elem_types": "int", "module": "m", "qualname": "q"}"#,
            #"{"elem_types": {}, "module": "m", "qualname": "q"}"#,
            #"{"elem_types": false, "module": "m", "qualname": "q"}"#,
            #"{"elem_types": [1], "module": "m", "qualname": "q"}"#,
            #"{"elem_types": [\#(encodedInt), null], "module": "m", "qualname": "q"}"#,
            #"{"is_typed_dict": true, "module": "m", "qualname": "q"}"#,
            #"{"is_typed_dict": true, "elem_types": null, "module": "m", "qualname": "q"}"#,
            #"{"is_typed_dict": true, "elem_types": [], "module": "m", "qualname": "q"}"#,
            #"{"is_typed_dict": true, "elem_types": 1, "module": "m", "qualname": "q"}"#,
            #"{"is_typed_dict": true, "elem_types": {"a": 1}, "module": "m", "qualname": "q"}"#,
            #"{"is_typed_dict": true, "elem_types": {"a": \#(encodedInt), "a": 1}, "module": "m", "qualname": "q"}"#,
        ]
    )
    func `JSON without the shape of a type is rejected`(json: String) throws {
        #expect(throws: CallTraceError.self) { try type(json) }
        #expect(throws: CallTraceError.self) { try arguments(#"{"a": \#(json)}"#) }
        #expect(throws: CallTraceError.self) {
            try type(#"{"elem_types": [\#(json)], "module": "m", "qualname": "q"}"#)
        }
        #expect(try arguments(#"{"a": \#(json), "a": \#(Self.encodedInt)}"#) == ["a": int])
    }

    @Test func `if there are two lists of element types, the last one counts`() throws {
        let lists = #""elem_types": [1, \#(Self.encodedInt)], "elem_types": [\#(Self.encodedInt)]"#
        let expected = TypeReference(module: "m", qualname: "q", elementTypes: [int])
        #expect(try type(#"{\#(lists), "module": "m", "qualname": "q"}"#) == expected)
        #expect(try type(#"{"module": "m", "qualname": "q", \#(lists)}"#) == expected)
    }

    @Test func `a trailing comma, trailing text, or a byte order mark is rejected`() {
        for json in ["\(Self.encodedInt),", "\(Self.encodedInt)x", "\(Self.encodedInt)\(Self.encodedInt)"] {
            #expect(throws: CallTraceError.self) { try type(json) }
            #expect(throws: CallTraceError.self) { try arguments(#"{"a": \#(json)}"#) }
        }
        #expect(throws: CallTraceError.self) { try type("\u{FEFF}\(Self.encodedInt)") }
        #expect(throws: CallTraceError.self) { try type(#"{"module": "builtins", "qualname": "int",}"#) }
        #expect(throws: CallTraceError.self) { try arguments(#"{"a": \#(Self.encodedInt),}"#) }
        #expect(throws: CallTraceError.self) { try arguments("{}{}") }
    }

    @Test(
        arguments: [
            ("true", true), ("1", true), ("-1", true), ("0.5", true), ("1e-300", true), ("NaN", true),
            ("-Infinity", true), (#""no""#, true), ("[0]", true), (#"{"a": null}"#, true), ("[[]]", true),
            ("[[0]]", true),
            ("false", false), ("null", false), ("0", false), ("-0", false), ("0.0", false), ("0e9", false),
            ("1e-400", false), (#""""#, false), ("[]", false), ("{ }", false),
        ]
    )
    func `is_typed_dict means what Python considers true`(value: String, isTypedDict: Bool) throws {
        let fields = #""elem_types": {"a": \#(Self.encodedInt)}"#
        let list = #""elem_types": [\#(Self.encodedInt)]"#
        let names = #""module": "m", "qualname": "q""#
        if isTypedDict {
            let expected = TypeReference(module: "m", qualname: "q", typedDict: ["a": int])
            #expect(try type(#"{\#(fields), "is_typed_dict": \#(value), \#(names)}"#) == expected)
            #expect(try type(#"{"is_typed_dict": \#(value), \#(names), \#(fields)}"#) == expected)
            #expect(throws: CallTraceError.self) { try type(#"{\#(list), "is_typed_dict": \#(value), \#(names)}"#) }
        } else {
            let expected = TypeReference(module: "m", qualname: "q", elementTypes: [int])
            #expect(try type(#"{\#(list), "is_typed_dict": \#(value), \#(names)}"#) == expected)
            #expect(try type(#"{"is_typed_dict": \#(value), \#(names), \#(list)}"#) == expected)
            #expect(throws: CallTraceError.self) { try type(#"{\#(fields), "is_typed_dict": \#(value), \#(names)}"#) }
        }
    }

    @Test func `if a name has two types, the last one counts`() throws {
        let str = #"{"module": "builtins", "qualname": "str"}"#
        #expect(try arguments(#"{"a": \#(str), "b": \#(str), "a": \#(Self.encodedInt)}"#)["a"] == int)
        #expect(throws: CallTraceError.self) { try arguments(#"{"a": \#(str), "a": 1}"#) }

        let fields = #"{"a": 1, "b": \#(str), "a": \#(Self.encodedInt)}"#
        let dict = try type(#"{"elem_types": \#(fields), "is_typed_dict": true, "module": "m", "qualname": "q"}"#)
        guard case .typedDict(let types) = dict?.content else {
            Issue.record("\(String(describing: dict)) is no typed dict")
            return
        }
        #expect(types["a"] == int)
        #expect(types.count == 2)
    }

    @Test(
        arguments: [
            (#"a\"b\\c\/d"#, #"a"b\c/d"#),
            (#"\b\f\n\r\t"#, "\u{08}\u{0C}\n\r\t"),
            (#"\u0000A\u00e9\u00E9"#, "\0Aéé"),
            (#"\ud83d\ude00"#, "😀"),
            (#"\uD83D\uDE00!"#, "😀!"),
            (#"\ud800"#, "\u{FFFD}"),
            (#"\udc00\ud800"#, "\u{FFFD}\u{FFFD}"),
            (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
            (#"\ud83d\u0041"#, "\u{FFFD}A"),
            (#"\ud83d\n"#, "\u{FFFD}\n"),
            (#"\ud83d"#, "\u{FFFD}"),
            (#"\u0041\ude00"#, "A\u{FFFD}"),
            ("é😀e\u{301}\u{7F}", "é😀e\u{301}\u{7F}"),
            (#"é\n😀\u0301"#, "é\n😀\u{301}"),
            ("1234567\u{E9}9", "1234567é9"),
        ]
    )
    func `a string is decoded byte for byte`(escaped: String, string: String) throws {
        let arguments = try arguments(#"{"\#(escaped)": {"qualname": "\#(escaped)", "module": "\#(escaped)"}}"#)
        let element = try #require(arguments.first)
        for decoded in [element.name, element.type.module, element.type.qualname] {
            #expect(decoded.utf8.elementsEqual(string.utf8))
        }
    }

    @Test func `only SQL NULL and the exact text null mean no type`() throws {
        #expect(try type("null") == nil)
        for json in [" null", "null ", "NULL", "\"null\"", ""] {
            #expect(throws: CallTraceError.self) { try type(json) }
        }
        let row = CallTraceRow(module: "m", qualname: "f", argTypes: "{}", returnType: nil, yieldType: "null")
        #expect(try row.toTrace() == CallTrace(module: "m", qualname: "f"))
    }

    @Test(arguments: ["", "null", "[]", "1", "{", "{}}", #""{}""#, "{{}}"])
    func `argument types must be an object`(json: String) throws {
        let error = #expect(throws: CallTraceError.self) { try arguments(json) }
        #expect(error?.message.hasPrefix("the argument types cannot") == true)
    }

    @Test(
        arguments: [
            (#"{"a": \#(encodedInt), "b\"": {"module": "m"}}"#, nil, nil, #"the argument "b\"" cannot"#, "byte 56"),
            (#"{"a": {"module": "secret}"#, nil, nil, #"the argument "a" cannot"#, "byte 25"),
            (#"{"a": \#(encodedInt)"#, nil, nil, "the argument types cannot", "byte 47"),
            (#"{"secret" 1}"#, nil, nil, "the argument types cannot", "byte 10"),
            ("{}", #"{"module": "secret", "qualname": 1}"#, nil, "the return type cannot", "byte 0"),
            ("{}", nil, #" ["secret"]"#, "the yield type cannot", "byte 1"),
            ("{}", encodedInt, "secret", "the yield type cannot", "byte 0"),
        ] as [(String, String?, String?, String, String)]
    )
    func `the error names the part and the offset, and does not quote the JSON`(
        argTypes: String,
        returnType: String?,
        yieldType: String?,
        part: String,
        place: String
    ) throws {
        let row = CallTraceRow(
            module: "some.module",
            qualname: "Some.name",
            argTypes: argTypes,
            returnType: returnType,
            yieldType: yieldType
        )
        let error = try #require(throws: CallTraceError.self) { try row.toTrace() }
        #expect(error.code == .cannotDecode)
        #expect(error.module == "some.module")
        #expect(error.qualname == "Some.name")
        #expect(error.message.hasPrefix(part))
        #expect(error.message.contains("\(place);"))
        #expect(!error.description.contains("secret"))
    }

    @Test func `types nested more than 1,000 levels deep are rejected`() throws {
        let open = #"{"elem_types": ["#
        let close = #"], "module": "typing", "qualname": "List"}"#
        func json(_ depth: Int) -> String {
            String(repeating: open, count: depth) + Self.encodedInt + String(repeating: close, count: depth)
        }
        #expect(try type(json(TypeReference.maximumNesting)) == .nested(TypeReference.maximumNesting))
        let error = #expect(throws: CallTraceError.self) { try type(json(TypeReference.maximumNesting + 1)) }
        #expect(error?.message.contains("more than 1000 deep") == true)
    }

    @Test(arguments: [("[", "]"), (#"{"a": "#, "}")])
    func `brackets nested more than 1,000 levels deep are rejected anywhere`(open: String, close: String) throws {
        func json(_ depth: Int) -> String {
            let brackets = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
            return #"{"module": "builtins", "qualname": "int", "zzz": \#(brackets)}"#
        }
        #expect(try type(json(TypeReference.maximumNesting)) == int)
        for depth in [TypeReference.maximumNesting + 1, 100_000] {
            let error = #expect(throws: CallTraceError.self) { try type(json(depth)) }
            #expect(error?.message.contains("more than 1000 deep") == true)
        }
    }
}
