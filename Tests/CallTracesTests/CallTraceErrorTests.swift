import CallTraces
import Testing

/// The description of an error says what helps and reveals no secrets.
struct CallTraceErrorTests {
    private struct Secret: Error {
        let password = "hunter2"
    }

    @Test func `the description has the code and the message`() {
        #expect(CallTraceError(.cannotOpen, "no such file").description == "cannotOpen: no such file")
    }

    @Test func `the description names the module and qualname, if any`() {
        let both = CallTraceError(.cannotDecode, "is damaged", module: "some.module", qualname: "f\n")
        #expect(both.description == #"cannotDecode: is damaged (module "some.module", qualname "f\n")"#)

        let moduleOnly = CallTraceError(.cannotRead, "is gone", module: "m")
        #expect(moduleOnly.description == #"cannotRead: is gone (module "m")"#)

        let qualnameOnly = CallTraceError(.cannotRead, "is gone", qualname: "q")
        #expect(qualnameOnly.description == #"cannotRead: is gone (qualname "q")"#)
    }

    /// What a long name repeats, and what 100 characters of it look like in an error.
    private static let repeated = [
        ("x", String(repeating: "x", count: 100)),
        ("é", String(repeating: "é", count: 100)),
        ("😀", String(repeating: "😀", count: 100)),
        // One character, which is cut.
        ("\u{301}", String(repeating: "\u{301}", count: 100)),
        // Several characters when escaped.
        ("\n", String(repeating: #"\n"#, count: 50)),
        ("\u{1}", String(repeating: #"\u{01}"#, count: 16)),
    ]

    @Test(arguments: repeated)
    func `the description has the beginning of a long name, and the properties have it all`(
        scalar: String,
        beginning: String
    ) {
        let name = String(repeating: scalar, count: 1 << 20)
        let error = CallTraceError(.cannotRead, "is gone", module: name, qualname: name)
        let shown = "\"\(beginning)…\" of \(name.utf8.count) bytes"
        let expected = "cannotRead: is gone (module \(shown), qualname \(shown))"
        #expect(ExactString(error.description) == ExactString(expected))
        // Not within the macro, which would print a mebibyte.
        let isWhole = [error.module, error.qualname].allSatisfy { $0?.hasSameBytes(as: name) == true }
        #expect(isWhole)
    }

    @Test(arguments: repeated)
    func `a message has the beginning of a long name of an argument`(scalar: String, beginning: String) throws {
        let name = String(repeating: scalar, count: 1 << 12)
        let shown = "the argument \"\(beginning)…\" of \(name.utf8.count) bytes cannot be "
        let nameless = TypeReference(module: "", qualname: "T")
        let unwritable = try #require(throws: CallTraceError.self) {
            try CallTraceRow(CallTrace(module: "m", qualname: "f", argTypes: [name: nameless]))
        }
        #expect(unwritable.message.hasBytePrefix("\(shown)serialized"))

        let row = try CallTraceRow(CallTrace(module: "m", qualname: "f", argTypes: [name: .noneType]))
        let damaged = CallTraceRow(
            module: "m",
            qualname: "f",
            argTypes: String(row.argTypes.dropLast(2)),
            returnType: nil,
            yieldType: nil
        )
        let unreadable = try #require(throws: CallTraceError.self) { try damaged.toTrace() }
        #expect(unreadable.message.hasBytePrefix("\(shown)decoded"))
    }

    @Test func `a name of up to 100 characters is whole in the description`() {
        let longest = [String(repeating: "é", count: 100), String(repeating: "\n", count: 50)]
        for name in ["", "\n\"\\", "e\u{301}…"] + longest {
            let error = CallTraceError(.cannotRead, "is gone", module: name)
            #expect(error.description == "cannotRead: is gone (module \(name.debugDescription))")
        }
        for name in longest.map({ $0 + "x" }) {
            let error = CallTraceError(.cannotRead, "is gone", module: name)
            #expect(error.description.hasSuffix("…\" of \(name.utf8.count) bytes)"))
        }
    }

    @Test func `the cause is not part of the description`() {
        let error = CallTraceError(.cannotOpen, "cannot be opened", cause: Secret())
        #expect(error.cause is Secret)
        #expect(!"\(error)".contains("hunter2"))
    }

    @Test func `the error for a negative limit says what to pass instead`() {
        let error = CallTraceError.negativeLimit(-3)
        #expect(error.code == .negativeLimit)
        #expect(error.message.contains("-3"))
        #expect(error.message.contains("pass 0 or more"))
    }

    @Test func `codes have different names`() {
        let codes: Set<CallTraceError.Code> = [
            .cannotSerialize, .cannotDecode, .cannotOpen, .negativeLimit, .cannotAdd, .cannotRead,
        ]
        #expect(codes.count == 6)
        #expect(CallTraceError.Code(rawValue: "cannotOpen") == .cannotOpen)
    }
}
