import CallTraceContract
import Foundation
import TestSupport
import Testing

/// What the page about MonkeyType's own store says that its programs print is what they print.
@Suite(.enabled(if: MonkeyType.python != nil, "MONKEYTYPE_PYTHON names no Python with MonkeyType"))
struct ExhibitTests {
    /// The programs of the page, and what they print.
    private static let programs: [(text: Substring, printed: Substring)] = {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Conformance/StoreAdapters/StoreAdapters.docc/MonkeyTypeSQLiteStore.md")
        let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
        return text.matches(
            of: #/```python\n(?<program>(?s:.*?))\n```\n\nIt prints:\n\n```\n(?<printed>(?s:.*?))\n```/#
        )
        .map { ($0.program, $0.printed) }
    }()

    @Test func `there are six`() {
        #expect(Self.programs.count == 6)
    }

    @Test(arguments: programs.indices) func `a program prints what the page says`(_ index: Int) async throws {
        let program = Self.programs[index]
        let python = try #require(MonkeyType.python)
        let (printed, errors) = try await onThread {
            let (process, output, errors) = (Process(), Pipe(), Pipe())
            process.executableURL = URL(filePath: python)
            process.arguments = ["-c", String(program.text)]
            process.standardOutput = output
            process.standardError = errors
            try process.start()
            let texts = [output, errors].map {
                String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            }
            process.waitUntilExit()
            return (texts[0], texts[1])
        }
        let last = errors.split(separator: "\n").last ?? ""
        #expect((printed + last).trimmingCharacters(in: .newlines) == program.printed)
    }
}
