import CallTraces

/// Mistakes that both the catalog and the space of faults make.
extension Components {
    /// Quotes a text in the error of opening what cannot be opened.
    mutating func quoteWhenUnopenable(_ text: String) {
        let connectionString = connectionString
        open = {
            guard !connectionString.contains(Components.unreachable) else { throw Fault("cannot open \(text)") }
        }
    }

    /// Quotes a text in the error of a negative limit.
    mutating func quoteWhenLimitIsNegative(_ text: String) {
        check = { _, query in
            guard query.limit >= 0 else { throw Fault("\(text) takes no negative limit") }
            return query
        }
    }

    /// Decodes every record before `filter` returns, which throws for a bad one.
    mutating func decodeInFilter() {
        thunks = { _, records in
            let traces = try records.map { try $0.row.toTrace() }
            return traces.map { trace in PlainThunk { trace } }
        }
    }

    /// Makes every thunk of an answer throw the error of the first that threw.
    mutating func throwTheFirstErrorAgain() {
        thunks = { _, records in
            let first = Locked<(any Error)?>(nil)
            return records.map { record in
                PlainThunk {
                    if let error = first.value { throw error }
                    do {
                        return try record.row.toTrace()
                    } catch {
                        first.value = error
                        throw error
                    }
                }
            }
        }
    }
}
