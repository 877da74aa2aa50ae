import CallTraces
import TestSupport
import Testing

/// Rows from MonkeyType are decoded and encoded again byte for byte, and what it rejects is rejected.
struct EncodingVectorsTests {
    @Test func `every type from MonkeyType survives a round trip`() throws {
        let types = try EncodingVectors.load().types
        #expect(types.count == 41)
        for type in types {
            let row = CallTraceRow(
                module: "m",
                qualname: "f",
                argTypes: #"{"a": \#(type.encoded)}"#,
                returnType: type.encoded,
                yieldType: type.encoded
            )
            let again = try CallTraceRow(row.toTrace())
            #expect(again == row)
        }
    }

    @Test func `all argument types from MonkeyType survive a round trip`() throws {
        let vectors = try EncodingVectors.load().argumentTypes
        #expect(vectors.count == 4)
        for vector in vectors {
            let row = CallTraceRow(
                module: "m",
                qualname: "f",
                argTypes: vector.encoded,
                returnType: nil,
                yieldType: nil
            )
            let trace = try row.toTrace()
            #expect(Set(trace.argTypes.map(\.name)) == Set(vector.argumentsInOrder))
            #expect(try CallTraceRow(trace) == row)

            let unsorted = NamedTypes(
                try vector.argumentsInOrder.map { ($0, try #require(trace.argTypes[$0])) }
            )
            #expect(try CallTraceRow(CallTrace(module: "m", qualname: "f", argTypes: unsorted)) == row)
        }
    }

    @Test func `every row is loaded`() throws {
        #expect(try EncodingVectors.load().rows.count == 26)
    }

    @Test(arguments: try EncodingVectors.load().rows)
    func `a row decodes if MonkeyType decodes it`(vector: EncodedRow) throws {
        let row = try #require(vector.callTraceRow)
        if vector.decodes {
            #expect(throws: Never.self) { try row.toTrace() }
        } else {
            let error = #expect(throws: CallTraceError.self) { try row.toTrace() }
            #expect(error?.code == .cannotDecode)
        }
    }
}
