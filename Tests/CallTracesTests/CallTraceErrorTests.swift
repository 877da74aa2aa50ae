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
