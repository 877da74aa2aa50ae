import CallTraceConformance
import Testing

/// Step 2 of the guide Implement a store: an array, declared to be ephemeral.
///
/// ImplementAStoreTests judges it by a few clauses.
@Suite(.disabled("the code of a guide")) struct Step2 {
    typealias TraceFile = Step1.TraceFile

    private let subject = {
        var subject = Subject(TraceFile.self) { $0.path }
        subject.isEphemeral = true
        return subject
    }()

    @Test(arguments: Contract.clauses)
    func traceFileUpholds(_ clause: Clause) async throws {
        try await clause.verify(subject)
    }

    static let described = Step2().subject
}
