package import CallTraces
import Foundation

/// Calls of real libraries, recorded by MonkeyType; see Tests/Fixtures/recorded-calls.
package struct RecordedCalls: Sendable {
    /// The distinct traces, in the order of their first call.
    package let traces: [CallTrace]

    /// The stream of calls, oldest first, as indices of their traces.
    package let calls: [Int]

    /// Reads the fixture, in which `@index@` abbreviates the text of an earlier type.
    package init() throws {
        let fixture = try JSONDecoder().decode(
            Fixture.self,
            from: Data(
                contentsOf: RepositoryFolder.url.appending(path: "Tests/Fixtures/recorded-calls/recorded-calls.json")
            )
        )
        var types: [String] = []
        func expanded(_ text: String) -> String {
            var pieces = text.components(separatedBy: "@")
            for position in stride(from: 1, to: pieces.count, by: 2) {
                if let index = Int(pieces[position]), types.indices.contains(index) { pieces[position] = types[index] }
            }
            return pieces.joined()
        }
        for type in fixture.types { types.append(expanded(type)) }
        traces = try fixture.traces.map { columns in
            let columns = columns.map { $0.map(expanded) }
            return try CallTraceRow(
                module: columns[0] ?? "",
                qualname: columns[1] ?? "",
                argTypes: columns[2] ?? "",
                returnType: columns[3],
                yieldType: columns[4]
            ).toTrace()
        }
        calls = fixture.calls
    }

    private struct Fixture: Decodable {
        let types: [String]
        let traces: [[String?]]
        let calls: [Int]
    }
}
