import CallTraceContract
import CallTraces
import Foundation
import TestSupport
import Testing

/// Damaged text is rejected or decoded as something else, and never crashes the program.
struct CallTraceRowDamageTests {
    private static func texts() throws -> [String] {
        let vectors = try EncodingVectors.load()
        return vectors.types.map(\.encoded) + vectors.argumentTypes.map(\.encoded)
    }

    private func decode(_ json: String) throws -> CallTrace {
        try CallTraceRow(module: "m", qualname: "f", argTypes: json, returnType: nil, yieldType: nil).toTrace()
    }

    @Test func `no truncated text decodes`() throws {
        for text in try Self.texts() {
            let bytes = Array(#"{"x": \#(text)}"#.utf8)
            let decodingEnds = bytes.indices.filter { end in
                (try? decode(String(decoding: bytes[..<end], as: UTF8.self))) != nil
            }
            #expect(decodingEnds.isEmpty)
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `whatever damaged text decodes to survives a round trip`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var decoded = 0
        let texts = try Self.texts().map {
            Array(#"{"x": \#($0), "y": {"zzz": [1, {}], "module": "m", "qualname": "q"}}"#.utf8)
        }
        for _ in 0..<1_000 {
            var bytes = texts.randomElement(using: &generator) ?? []
            bytes.damage(using: &generator)
            guard let trace = try? decode(String(decoding: bytes, as: UTF8.self)) else { continue }
            decoded += 1
            do {
                #expect(try CallTraceRow(trace).toTrace() == trace)
            } catch let error as CallTraceError {
                #expect(error.code == .cannotSerialize)
            }
        }
        #expect(decoded > 0)
    }

    @Test(arguments: [false, true])
    func `the most deeply nested type does not overflow a small stack`(inTypedDicts: Bool) async throws {
        let isEqual = try await onThread(stackSize: 512 << 10) {
            let depth = TypeReference.maximumNesting
            let trace = CallTrace(
                module: "m",
                qualname: "f",
                returnType: .nested(depth, inTypedDicts: inTypedDicts)
            )
            let decoded = try CallTraceRow(trace).toTrace()
            return decoded == trace && Set([decoded, trace]).count == 1
        }
        #expect(isEqual)
    }

    @Test func `a deeply nested Swift type name does not overflow a small stack`() async throws {
        let types = try await onThread(stackSize: 512 << 10) {
            [("S.A<", ">"), ("(", ", S.B)"), ("(", ") -> S.B"), ("() -> ", ""), ("(extension in m):S.A<", ">")]
                .flatMap { open, close in
                    [99, 100, 10_000].map { depth in
                        String(repeating: open, count: depth) + "S.C" + String(repeating: close, count: depth)
                    }
                }
                .map(TypeReference.init(swiftName:))
        }
        #expect(types.count == 15)
    }
}
