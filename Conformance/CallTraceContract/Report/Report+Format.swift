extension Report {
    /// A format to write a report in.
    public enum Format: String, CaseIterable, Sendable {
        /// JUnit's XML, which CI services read: a test case for each clause.
        case junit
        /// A Markdown table, fit for the summary of a CI run.
        case markdown
        /// JSON, for programs.
        case json
        /// A badge as SVG: `conforms · contract 1.1`. It requires the whole contract.
        case badge

        /// The file extension of the format.
        public var fileExtension: String {
            switch self {
            case .junit: "xml"
            case .markdown: "md"
            case .json: "json"
            case .badge: "svg"
            }
        }
    }

    /// The report in a format.
    ///
    /// - Parameter format: The format.
    /// - Returns: The text, which ends with a line break; `nil` for a badge if only part of the contract was judged.
    /// - Throws: An encoding error of the JSON encoder.
    public func text(_ format: Format) throws -> String? {
        switch format {
        case .junit: junit
        case .markdown: markdown
        case .json: try json
        case .badge: isComplete ? badge : nil
        }
    }
}
