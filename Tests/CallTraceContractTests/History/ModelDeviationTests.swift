import CallTraceContract
import CallTraces
import Testing

@testable import FaultyStores

/// Judges stores with known deviations by MODEL-1 and MODEL-2.
@Suite struct ModelDeviationTests {
    private func subject(_ store: FaultyStore, deviations: [Clause]) -> Subject<PlainStore> {
        Subject(PlainStore.self) { "\($0)" }.with { subject in
            subject.name = store.name
            subject.makeStore = { try await store.makeStore(connectionString: $0) }
            subject.deviations = Dictionary(uniqueKeysWithValues: deviations.map { ($0, "known") })
        }
    }

    private static let known: [(name: String, deviations: [Clause])] = [
        ("limit before prefix", [.filter5]), ("oldest first", [.filter4]), ("hasPrefix", [.filter2]),
        ("duplicates kept", [.add9, .add12, .filter5, .filter9]), ("modules as a Set of String", [.list4]),
        ("sub-modules too", [.filter1]), ("0 is no limit", [.filter7]), ("negative is nothing", [.filter8]),
        ("unknown module refused", [.filter10]), ("bad trace thrown", [.add6]),
    ]

    @Test(arguments: known)
    func `histories judge everything but a known deviation`(name: String, deviations: [Clause]) async throws {
        let store = try FaultyStore.named(name)
        #expect(await Clause.model1.judge(subject(store, deviations: [])).outcome == .failed)
        let notes = deviations.map { "the histories leave out what \($0.id) is about, a known deviation" }
        let sequential = await Clause.model1.judge(subject(store, deviations: deviations))
        #expect(sequential.outcome == .passed, "\(sequential.details ?? "")")
        #expect(Set(sequential.notes).isSuperset(of: notes))
        let concurrent = await Clause.model2.judge(subject(store, deviations: deviations))
        let isConcurrencyLeft = !deviations.contains(.add9)
        #expect(concurrent.outcome == (isConcurrencyLeft ? .passed : .notApplicable), "\(concurrent.details ?? "")")
        #expect(Set(concurrent.notes).isSuperset(of: notes))
    }

    @Test func `a deviation that no history shows is left out all the same`() async throws {
        let subject = subject(try .named("255 bytes"), deviations: [.add7])
        for clause in [Clause.model1, .model2] {
            let verdict = await clause.judge(subject)
            #expect(verdict.outcome == .passed)
            #expect(verdict.notes.contains("the histories leave out what ADD-7 is about, a known deviation"))
        }
    }

    @Test func `a deviation that no history can avoid leaves nothing to judge`() async throws {
        let subject = subject(try .named("reading refreshes"), deviations: [.filter11])
        for clause in [Clause.model1, .model2] {
            let verdict = await clause.judge(subject)
            #expect(verdict.outcome == .notApplicable)
            #expect(verdict.reason == "no history can avoid the known deviation from FILTER-11")
        }
    }

    @Test func `a deviation from atomic batches leaves MODEL-1 to judge`() async {
        let subject = Subject(PlainStore.self) { "\($0)" }.with { $0.deviations = [.add10: "known"] }
        #expect(await Clause.model1.judge(subject).outcome == .passed)
        let concurrent = await Clause.model2.judge(subject)
        #expect(concurrent.outcome == .notApplicable)
        #expect(concurrent.reason == "no concurrent history can avoid a known deviation")
    }

    private static let twoMistakes: [(store: FaultyStore, deviation: Clause)] = [
        (
            FaultyStore("oldest first, and sub-modules too", "both", breaks: [.filter1, .filter4]) {
                $0.steps[.last] = QueryStep { records, _ in records.reversed() }
                $0.steps[.module] = QueryStep { records, query in
                    records.filter {
                        $0.row.module.hasSameBytes(as: query.module) || $0.row.module.hasBytePrefix("\(query.module).")
                    }
                }
            }, .filter4
        ),
        (
            FaultyStore("modules as a Set of String, and 0 is no limit", "both", breaks: [.list4, .filter7]) {
                $0.list = { log in Array(Set(log.records.map(\.row.module))) }
                $0.check = lawfulThen { if $0.limit == 0 { $0.limit = .max } }
            }, .list4
        ),
        (
            FaultyStore("modules as a Set of String, and 0 is no limit", "both", breaks: [.list4, .filter7]) {
                $0.list = { log in Array(Set(log.records.map(\.row.module))) }
                $0.check = lawfulThen { if $0.limit == 0 { $0.limit = .max } }
            }, .filter7
        ),
        (
            FaultyStore("hasPrefix, and duplicates kept", "both", breaks: [.filter2, .filter9]) {
                $0.steps[.prefix] = QueryStep { records, query in
                    records.filter { $0.row.qualname.hasPrefix(query.qualnamePrefix ?? "") }
                }
                $0.steps[.duplicates] = nil
            }, .filter2
        ),
    ]

    @Test(arguments: twoMistakes.indices)
    func `a known deviation does not excuse another mistake`(_ index: Int) async {
        let (store, deviation) = Self.twoMistakes[index]
        let verdict = await Clause.model1.judge(subject(store, deviations: [deviation]))
        #expect(verdict.outcome == .failed, "\(store.name)")
    }
}
