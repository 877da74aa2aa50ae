import ArgumentParser

/// A table of strings.
struct Table {
    /// The format of a table.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table
        case markdown
    }

    let header: [String]
    let rows: [[String]]

    /// The lines of the table, with aligned columns unless it is Markdown.
    func lines(_ format: Format) -> [String] {
        switch format {
        case .table:
            let widths = header.indices.map { column in
                ([header] + rows).map { $0[column].count }.max() ?? 0
            }
            let rule = widths.map { String(repeating: "-", count: $0) }
            return ([header, rule] + rows).map { cells in
                zip(cells, widths).map { cell, width in
                    cell + String(repeating: " ", count: width - cell.count)
                }
                .joined(separator: "  ")
                .trimmingTrailingSpaces
            }
        case .markdown:
            return ([header, header.map { _ in "---" }] + rows).map { cells in
                "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |"
            }
        }
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
