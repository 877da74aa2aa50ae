package import CallTraces
import Foundation

/// Encodes and decodes rows with Foundation, as a baseline.
///
/// The JSON differs from MonkeyType's only in whitespace. Keys are sorted, as equal traces must have equal rows.
package struct FoundationCoder: Sendable {
    private let encoder = JSONEncoder()
    private let decoder = JSONDecoder()

    /// Creates a coder, which can be used for many rows.
    package init() {
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// Encodes a trace.
    package func row(_ trace: CallTrace) throws -> CallTraceRow {
        CallTraceRow(
            module: trace.module,
            qualname: trace.qualname,
            argTypes: try text(trace.argTypes),
            returnType: try trace.returnType.map(text),
            yieldType: try trace.yieldType.map(text)
        )
    }

    /// Decodes a row.
    package func trace(_ row: CallTraceRow) throws -> CallTrace {
        CallTrace(
            module: row.module,
            qualname: row.qualname,
            argTypes: try value(row.argTypes),
            returnType: try row.returnType.map(value),
            yieldType: try row.yieldType.map(value)
        )
    }

    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func value<Value: Decodable>(_ text: String) throws -> Value {
        try decoder.decode(Value.self, from: Data(text.utf8))
    }
}
