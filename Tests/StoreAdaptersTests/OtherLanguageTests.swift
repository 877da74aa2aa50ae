import CallTraceContract
import Foundation
import StoreAdapters
import Testing

/// A store in another language than Swift and Python, whose adapter is as small as the protocol allows.
@Suite struct OtherLanguageTests {
    private static let subject = {
        var subject = Subject(ListStores.perl) { $0.name }
        subject.findsLikelyCause = false
        return subject
    }()

    private static let clauses: [Clause] = [
        .make1, .make3, .add2, .add6, .add12, .filter3, .filter4, .filter5, .filter8, .filter10, .list1, .thunk3,
        .model1,
    ]

    @Test(arguments: clauses) func `upholds a clause`(_ clause: Clause) async {
        let verdict = await clause.judge(Self.subject)
        #expect(verdict.outcome == .passed, "\(verdict.details ?? "")")
    }

    @Test func `is not told to log as a store in Swift does`() async {
        let verdict = await Clause.add6.judge(Self.subject)
        #expect(verdict.notes == [])
    }

    @Test func `is not judged by the order of Swift's tasks`() async {
        let verdict = await Clause.model3.judge(Self.subject)
        #expect(verdict.outcome == .notApplicable)
    }
}

/// The store that the guide for authors in other languages ends with.
@Suite(.enabled(if: MonkeyType.python != nil, "MONKEYTYPE_PYTHON names no Python with MonkeyType"))
struct PythonListTests {
    private static let clauses: [Clause] = [
        .make1, .make2, .add2, .add5, .add6, .add9, .filter4, .filter5, .filter8, .list3, .thunk2, .model1, .model2,
    ]

    @Test(arguments: clauses) func `upholds a clause, called on several threads at once`(_ clause: Clause) async {
        let adapter = StoreAdapter.python(
            ListStores.python,
            python: MonkeyType.python ?? "",
            sharesThreads: true
        )
        var subject = Subject(adapter) { $0.name }
        subject.isEphemeral = true
        subject.histories.count = 20
        let verdict = await clause.judge(subject)
        #expect(verdict.outcome == .passed, "\(verdict.details ?? "")")
    }

    @Test func `is the one that the guide shows`() throws {
        let guide = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Conformance/StoreAdapters/StoreAdapters.docc/JudgeAStoreInAnotherLanguage.md")
        let store = try String(contentsOfFile: ListStores.pythonFile, encoding: .utf8)
        #expect(try String(contentsOf: guide, encoding: .utf8).contains("```python\n\(store)```\n"))
    }
}
