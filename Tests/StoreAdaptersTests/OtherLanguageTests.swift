import CallTraceContract
import Foundation
import StoreAdapters
import Testing

/// A store in another language than Swift and Python, whose adapter is as small as the protocol allows.
@Suite struct OtherLanguageTests {
    private static let subject = {
        let script = Bundle.module.path(forResource: "list_adapter", ofType: "pl", inDirectory: "Resources") ?? ""
        var subject = Subject(StoreAdapter("perl", [script])) { $0.name }
        subject.findsLikelyCause = false
        return subject
    }()

    private static let clauses: [Clause] = [
        .make1, .make2, .make3, .add1, .add2, .add6, .add12, .filter1, .filter2, .filter3, .filter6, .filter8,
        .filter10,
        .filter12, .list1, .list4, .thunk3, .model1, .model2,
    ]

    @Test(arguments: clauses) func `upholds a clause`(_ clause: Clause) async {
        let verdict = await clause.judge(Self.subject)
        #expect(verdict.outcome == .passed, "\(verdict.details ?? "")")
    }

    @Test func `is not judged by the order of Swift's tasks`() async {
        let verdict = await Clause.model3.judge(Self.subject)
        #expect(verdict.outcome == .notApplicable)
    }
}
