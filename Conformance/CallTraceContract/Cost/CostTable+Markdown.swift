import Foundation

extension CostTable: CustomStringConvertible {
    /// The table in Markdown with aligned columns, how it was measured, and the notes.
    public var description: String {
        let header = ["operation", "traces", storeName.markdownCell, "InMemoryStore", "ratio"]
        let cells = rows.map { row in
            [
                row.operation.rawValue, SwiftText.grouped(row.size), row.duration.threeDigits,
                row.inMemoryDuration.threeDigits,
                row.ratio.map { $0 < 0.005 ? "< 0.01" : $0.threeDigits } ?? "-",
            ]
        }
        let widths = header.indices.map { column in ([header] + cells).map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            let padded = cells.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - cells[column].count)
                return column == 0 ? cells[column] + space : space + cells[column]
            }
            return "| \(padded.joined(separator: " | ")) |"
        }
        let rule = widths.enumerated().map { column, width in
            String(repeating: "-", count: width + 1) + (column == 0 ? "-" : ":")
        }
        return ([line(header), "|\(rule.joined(separator: "|"))|"] + cells.map(line) + [""] + remarks)
            .joined(separator: "\n")
    }

    private var remarks: [String] {
        let measured = """
            Adding: the average of a trace, in batches of 1,000. Queries: the median of a call, of a module that has a \
            fifth
            of the traces, without decoding. Both stores take turns. \(Self.machine)
            """
        return [measured] + notes.map { "\n\($0)" }
    }

    /// What the times depend on.
    private static var machine: String {
        let cores = SwiftText.count(ProcessInfo.processInfo.activeProcessorCount, "core")
        #if compiler(>=6.4)
            let compiler = "Swift 6.4 or later"
        #elseif compiler(>=6.3)
            let compiler = "Swift 6.3"
        #else
            let compiler = "Swift 6.2"
        #endif
        #if DEBUG
            return "\(cores), \(compiler).\n\nDebug build: the figures mean little."
        #else
            return "\(cores), \(compiler), release build."
        #endif
    }
}

extension Duration {
    /// Three digits and a unit that fits: `1.23 ms`.
    fileprivate var threeDigits: String {
        let seconds = self / .seconds(1)
        if seconds < 0.999_5e-3 { return "\((seconds * 1e6).threeDigits) µs" }
        return seconds < 0.999_5 ? "\((seconds * 1e3).threeDigits) ms" : "\(seconds.threeDigits) s"
    }
}

extension Double {
    /// The number with at least three digits: `0.70`, `5.31`, `53.1`, `5310`.
    fileprivate var threeDigits: String {
        String(format: self < 9.995 ? "%.2f" : self < 99.95 ? "%.1f" : "%.0f", self)
    }
}
