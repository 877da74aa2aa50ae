/// What a report can be written as.
public enum ReportFormat: String, CaseIterable, Sendable {
    /// JUnit's XML, which CI services read: a case a clause.
    case junit
    /// A Markdown table, fit for the summary of a CI run.
    case markdown
    /// JSON, for programs.
    case json

    /// The ending of a file of this format.
    public var fileExtension: String {
        switch self {
        case .junit: "xml"
        case .markdown: "md"
        case .json: "json"
        }
    }
}

extension Report {
    /// The type of the store that was judged; empty when nothing was.
    public var storeName: String { verdicts.first?.storeName ?? "" }

    /// The report in a format.
    ///
    /// - Parameter format: The format.
    /// - Returns: The text of the report, with a line break at its end.
    /// - Throws: What the JSON encoder throws.
    public func text(_ format: ReportFormat) throws -> String {
        switch format {
        case .junit: junit
        case .markdown: markdown
        case .json: try json
        }
    }
}
