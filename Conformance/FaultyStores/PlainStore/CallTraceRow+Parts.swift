import CallTraces

extension CallTraceRow {
    /// The columns of the row, in order.
    var parts: [String?] { [module, qualname, argTypes, returnType, yieldType] }

    /// Creates a row from its columns; `nil` if they do not make up a row.
    init?(parts: [String?]) {
        guard parts.count == 5, let module = parts[0], let qualname = parts[1], let argTypes = parts[2] else {
            return nil
        }
        self.init(module: module, qualname: qualname, argTypes: argTypes, returnType: parts[3], yieldType: parts[4])
    }
}
