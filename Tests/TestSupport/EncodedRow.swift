package import CallTraces

/// A row of the vectors, either as text or as a recipe for a long text.
package struct EncodedRow: Decodable, Sendable, CustomStringConvertible {
    struct Recipe: Decodable {
        let module, qualname, argTypesPrefix, open, core, close, argTypesSuffix: String
        let times: Int

        var columns: [String?] {
            let opens = String(repeating: open, count: times)
            let closes = String(repeating: close, count: times)
            return [module, qualname, argTypesPrefix + opens + core + closes + argTypesSuffix, nil, nil]
        }
    }

    package let name: String
    let row: [String?]?
    let generate: Recipe?
    let monkeytype: String

    package var description: String { name }

    /// Whether a decoder that does not look up names accepts the row.
    package var decodes: Bool { ["decodes", "NameLookupError"].contains(monkeytype) }

    /// The module, qualname, argument types, return type, and yield type, as stored in a database.
    package var columns: [String?] { generate?.columns ?? row ?? [] }

    /// The row, with the empty string for argument types that are SQL NULL.
    package var callTraceRow: CallTraceRow? {
        let columns = columns
        guard columns.count == 5, let module = columns[0], let qualname = columns[1] else { return nil }
        return CallTraceRow(
            module: module,
            qualname: qualname,
            argTypes: columns[2] ?? "",
            returnType: columns[3],
            yieldType: columns[4]
        )
    }
}
