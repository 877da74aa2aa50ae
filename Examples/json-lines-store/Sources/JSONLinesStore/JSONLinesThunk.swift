public import CallTraces
import Foundation

/// A line of the file: a call trace as JSON that is not decoded yet, except for the names by which it is found.
public struct JSONLinesThunk: CallTraceThunk {
    private struct Names: Decodable {
        var module: String
        var qualname: String
    }

    let module: String
    let qualname: String
    /// The JSON, without the end of the line.
    let line: String

    /// With sorted keys, identical traces are identical lines; without, the order is another in each process.
    private static let encoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    /// Encodes a trace.
    init(_ trace: CallTrace) throws {
        line = String(decoding: try Self.encoder.encode(TraceRecord(trace)), as: UTF8.self)
        module = trace.module
        qualname = trace.qualname
    }

    /// Reads the names in a line; `nil` if it is not UTF-8, or damaged so badly that it has none.
    init?(line bytes: Data) {
        guard let line = String(validating: bytes, as: UTF8.self),
            let names = try? JSONDecoder().decode(Names.self, from: bytes)
        else { return nil }
        module = names.module
        qualname = names.qualname
        self.line = line
    }

    /// Decodes the trace.
    ///
    /// - Returns: The trace.
    /// - Throws: ``CallTraceError`` that names the part of a damaged line, but does not quote it.
    public func toTrace() throws -> CallTrace {
        do {
            return try JSONDecoder().decode(TraceRecord.self, from: Data(line.utf8)).trace
        } catch {
            throw CallTraceError(
                .cannotDecode,
                "the \(error.part) of the stored line cannot be decoded; record the call again",
                module: module,
                qualname: qualname
            )
        }
    }
}

extension Error {
    /// The part of a ``TraceRecord`` that an error of `JSONDecoder` is about.
    fileprivate var part: String {
        switch self as? DecodingError {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.first?.stringValue ?? "argTypes, returnType or yieldType"
        case .keyNotFound(let key, let context):
            context.codingPath.first?.stringValue ?? key.stringValue
        default:
            "argTypes, returnType or yieldType"
        }
    }
}
