import Foundation

extension Report {
    /// A suite with a case for each clause; warnings stand in a case's output, as JUnit knows none.
    var junit: String {
        let failures = verdicts.count { if case .failed = $0.outcome { true } else { false } }
        let errors = verdicts.count { if case .kitError = $0.outcome { true } else { false } }
        let skipped = verdicts.count { if case .notApplicable = $0.outcome { true } else { false } }
        let time = seconds(verdicts.map(\.duration).reduce(.zero, +))
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="call-trace store contract \(ContractVersion.current)">
              <testsuite name="\(storeName.xmlText)" tests="\(verdicts.count)" failures="\(failures)" \
            errors="\(errors)" skipped="\(skipped)" time="\(time)">
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
    /// The text in an XML document; characters that XML cannot hold become U+FFFD.
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
