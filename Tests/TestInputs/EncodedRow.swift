package import CallTraces

/// A row of the vectors, as text or as the recipe of a long text.
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

    /// Whether a reader that looks no name up decodes the row.
    package var decodes: Bool { ["decodes", "NameLookupError"].contains(monkeytype) }

    /// Module, qualname, argument types, return and yield type, as they stand in a file.
    package var columns: [String?] { generate?.columns ?? row ?? [] }

    /// The row; SQL NULL for the argument types is handed over as the empty string.
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
