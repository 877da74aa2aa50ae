import CallTraceConformance
import Foundation
import Testing

/// Step 5 of the guide Implement a store: what the store declares.
///
/// ImplementAStoreTests judges it by a few clauses.
@Suite(.disabled("the code of a guide")) struct Step5 {
    typealias TraceFile = Step4.TraceFile

    private let subject = {
        var subject = Subject(TraceFile.self) { $0.path }
        subject.unopenable = { "mysql://john:pass@localhost/\($0)" }
        subject.damage = { _, record in
            let file = URL(filePath: record.connectionString)
            let names = "[\"\(record.module)\",\"\(record.qualname)\",\""
            let text = try String(contentsOf: file, encoding: .utf8)
            try text.replacing(names + "{", with: names).write(to: file, atomically: true, encoding: .utf8)
        }
        return subject
    }()

    @Test(arguments: Contract.clauses)
    func traceFileUpholds(_ clause: Clause) async throws {
        try await clause.verify(subject)
    }

    static let described = Step5().subject
}
