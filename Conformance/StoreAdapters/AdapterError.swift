/// An error that an adapter's store has thrown, with its kind in the adapter's language and its text.
package struct AdapterError: Error, CustomStringConvertible, Sendable {
    /// The type of the error, such as `ValueError`.
    package let kind: String

    /// What the error says.
    package let text: String

    /// The kind and the text.
    package var description: String { text.isEmpty ? kind : "\(kind): \(text)" }
}

/// What an adapter has done that no adapter may do, with the last lines of its standard error.
package struct AdapterFault: Error, CustomStringConvertible, Sendable {
    /// What happened, as a sentence.
    package let reason: String

    /// The last lines that the adapter wrote to its standard error.
    package let printed: [String]

    /// The reason, and what the adapter printed.
    package var description: String {
        guard !printed.isEmpty else { return "\(reason); it printed nothing to its standard error" }
        return "\(reason); the end of its standard error:" + printed.map { "\n    \($0)" }.joined()
    }
}
