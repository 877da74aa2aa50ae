import Foundation

extension Report {
    /// A suite with a test case for each clause; warnings go to a case's output, as JUnit has none.
    var junit: String {
        let counts = Dictionary(uniqueKeysWithValues: counts.map { ($0.outcome, $0.count) })
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="call-trace store contract \(Contract.Version.current)">
              <testsuite name="\(storeName.xmlText)" tests="\(verdicts.count)" failures="\(counts[.failed, default: 0])" \
            errors="\(counts[.kitError, default: 0])" skipped="\(counts[.notApplicable, default: 0])" \
            time="\(seconds(duration))">
            \(verdicts.map(testCase).joined(separator: "\n"))
              </testsuite>
            </testsuites>

            """
    }

    private func testCase(_ verdict: Verdict) -> String {
        let attributes =
            "classname=\"\(storeName.xmlText)\" name=\"\("\(verdict.clause)".xmlText)\" "
            + "time=\"\(seconds(verdict.duration))\""
        let text = [verdict.formText, verdict.details].compactMap(\.self).joined(separator: "\n").xmlText
        let content =
            switch verdict.outcome {
            case .passed: text.isEmpty ? nil : "<system-out>\(text)</system-out>"
            case .failed: "<failure message=\"\(verdict.clause.title.xmlText)\">\(text)</failure>"
            case .warned: "<system-out>warning: \(text)</system-out>"
            case .deviates: "<system-out>\(text)</system-out>"
            case .notApplicable: "<skipped message=\"\(text)\"/>"
            case .kitError: "<error message=\"kit error\">\(text)</error>"
            }
        return content.map { "    <testcase \(attributes)>\($0)</testcase>" } ?? "    <testcase \(attributes)/>"
    }

    private func seconds(_ duration: Duration) -> String {
        String(format: "%.3f", duration / .seconds(1))
    }
}

extension String {
    /// The text escaped for XML; characters that XML cannot represent become U+FFFD.
    var xmlText: String {
        unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "\n", "\t": text.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1f}", "\u{fffe}", "\u{ffff}": text += "\u{fffd}"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
