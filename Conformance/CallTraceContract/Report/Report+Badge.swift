extension Report {
    /// A badge as SVG: `conforms · contract 1.0`.
    var badge: String {
        let (left, right) = (conclusion.word, "contract \(Contract.Version.current)")
        // In Verdana at 11 pixels a character is about 6.5 pixels wide.
        let widths = [left, right].map { Int(Double($0.count) * 6.5) + 12 }
        let total = widths[0] + widths[1]
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(total)" height="20" role="img" \
            aria-label="\(left) · \(right)">
              <title>\(left) · \(right)</title>
              <rect width="\(widths[0])" height="20" fill="\(conclusion.fill)"/>
              <rect x="\(widths[0])" width="\(widths[1])" height="20" fill="#555"/>
              <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
                <text x="\(widths[0] / 2)" y="14">\(left)</text>
                <text x="\(widths[0] + widths[1] / 2)" y="14">\(right)</text>
              </g>
            </svg>

            """
    }
}

extension Report.Conclusion {
    fileprivate var word: String {
        switch self {
        case .conforms: "conforms"
        case .deviates: "deviates"
        case .doesNotConform: "does not conform"
        case .unjudged, .kitError: "not judged"
        }
    }

    fileprivate var fill: String {
        switch self {
        case .conforms: "#2c974b"
        case .deviates, .kitError: "#b08800"
        case .doesNotConform, .unjudged: "#cf222e"
        }
    }
}
