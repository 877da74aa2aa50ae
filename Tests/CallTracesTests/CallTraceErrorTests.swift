import CallTraces
import Testing

/// What an error says, and what it keeps to itself.
struct CallTraceErrorTests {
    private struct Secret: Error {
        let password = "hunter2"
    }

    @Test func `the description is code and message`() {
        #expect(CallTraceError(.cannotOpen, "no such file").description == "cannotOpen: no such file")
    }

    @Test func `the description names module and qualname where there are any`() {
        let both = CallTraceError(.cannotDecode, "is damaged", module: "some.module", qualname: "f\n")
        #expect(both.description == #"cannotDecode: is damaged (module "some.module", qualname "f\n")"#)

        let moduleOnly = CallTraceError(.cannotRead, "is gone", module: "m")
        #expect(moduleOnly.description == #"cannotRead: is gone (module "m")"#)

        let qualnameOnly = CallTraceError(.cannotRead, "is gone", qualname: "q")
        #expect(qualnameOnly.description == #"cannotRead: is gone (qualname "q")"#)
    }

    @Test func `the cause is kept but not described`() {
        let error = CallTraceError(.cannotOpen, "cannot be opened", cause: Secret())
        #expect(error.cause is Secret)
        #expect(!"\(error)".contains("hunter2"))
    }

    @Test func `a negative limit is told with what to pass instead`() {
        let error = CallTraceError.negativeLimit(-3)
        #expect(error.code == .negativeLimit)
        #expect(error.message.contains("-3"))
        #expect(error.message.contains("pass 0 or more"))
    }

    @Test func `kinds of errors are told apart by their names`() {
        let codes: Set<CallTraceError.Code> = [
            .cannotSerialize, .cannotDecode, .cannotOpen, .negativeLimit, .cannotAdd, .cannotRead,
        ]
        #expect(codes.count == 6)
        #expect(CallTraceError.Code(rawValue: "cannotOpen") == .cannotOpen)
    }
}
