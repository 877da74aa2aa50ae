import CallTraces
import TestInputs
import Testing

/// What MonkeyType wrote is read and written again byte for byte, and what it refuses is refused.
struct EncodingVectorsTests {
    @Test func `every type is read and written as MonkeyType wrote it`() throws {
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

    @Test func `every object of argument types is read and written as MonkeyType wrote it`() throws {
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

            let inOrderOfTheCall = NamedTypes(
                try vector.argumentsInOrder.map { ($0, try #require(trace.argTypes[$0])) }
            )
            #expect(try CallTraceRow(CallTrace(module: "m", qualname: "f", argTypes: inOrderOfTheCall)) == row)
        }
    }

    @Test func `all the rows are there`() throws {
        #expect(try EncodingVectors.load().rows.count == 26)
    }

    @Test(arguments: try EncodingVectors.load().rows)
    func `a row has MonkeyType's verdict`(vector: EncodedRow) throws {
        let row = try #require(vector.callTraceRow)
        if vector.decodes {
            #expect(throws: Never.self) { try row.toTrace() }
        } else {
            let error = #expect(throws: CallTraceError.self) { try row.toTrace() }
            #expect(error?.code == .cannotDecode)
        }
    }
}
