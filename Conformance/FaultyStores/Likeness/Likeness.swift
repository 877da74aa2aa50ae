package import CallTraceContract
import Foundation
import Logging

/// The faulty stores of the catalogue that break a clause just as some store does.
///
/// The history that the store failed by is played to every faulty store that names the clause. Those that give the same
/// answers where the clause is broken are what the store behaves like.
public struct Likeness: Sendable {
    /// The faulty stores; there is at least one.
    public let stores: [FaultyStore]

    /// Looks for what a store behaves like.
    ///
    /// It is `nil` when the clause was not broken, or when no store of the catalogue, or too many, break it like this.
    ///
    /// - Parameters:
    ///   - verdict: What became of a clause.
    ///   - subject: The store that was judged.
    ///   - otherProcess: How a process is started that adds to the faulty store of a name.
    package init?(
        of verdict: Verdict,
        on subject: Subject,
        otherProcess: (String) -> OtherProcess? = { _ in nil }
    ) async {
        guard let violation = verdict.outcome.violations.first else { return nil }
        let stores: [FaultyStore]
        switch verdict.clause {
        case .model1: stores = await Self.repeating(violation, declaring: subject.declarations)
        // What tasks do at once comes out another way each time.
        case .model2: return nil
        default: stores = await Self.answering(like: verdict, on: subject, otherProcess: otherProcess)
        }
        // A mistake that breaks this clause alone explains more than one that breaks many.
        let least = stores.map(\.broken.count).min()
        self.stores = stores.filter { $0.broken.count == least }
        guard (1...Self.mostStores).contains(self.stores.count) else { return nil }
    }

    /// The stores that break a clause in the same scenarios with the same answers.
    private static func answering(
        like verdict: Verdict,
        on subject: Subject,
        otherProcess: (String) -> OtherProcess?
    ) async -> [FaultyStore] {
        var stores: [FaultyStore] = []
        for store in FaultyStore.all where store.broken.contains(verdict.clause) {
            // A store in memory has no other process that could show anything.
            let answers = Self.answers(in: verdict, ofOneProcess: store.medium == .memory)
            guard !answers.isEmpty else { continue }
            let candidate = store.subject(declaring: subject.declarations, otherProcess: otherProcess(store.name))
            let judged = await withLogger(handler: SwiftLogNoOpLogHandler()) { _ in
                await verdict.clause.judge(candidate)
            }
            if Self.answers(in: judged, ofOneProcess: store.medium == .memory) == answers { stores.append(store) }
        }
        return stores
    }

    /// The stores that go wrong at the last step of a history, and in the same way.
    private static func repeating(
        _ violation: Violation,
        declaring declarations: Set<Declaration>
    ) async -> [FaultyStore] {
        var stores: [FaultyStore] = []
        for store in FaultyStore.all where await violation.isRepeated(by: store.subject(declaring: declarations)) {
            stores.append(store)
        }
        return stores
    }

    /// More than this many explain nothing.
    private static let mostStores = 3

    /// The clauses whose answers are a matter of chance or of wording: where they are broken is what counts.
    private static let clausesOfPlaces: Set<Clause> = [.make7, .make8, .add9, .add10, .add11, .thunk4]

    /// The scenarios in which a clause is broken, with the answers there.
    private static func answers(in verdict: Verdict, ofOneProcess: Bool) -> [[String]] {
        verdict.outcome.violations.filter { !ofOneProcess || !$0.involvesOtherProcess }.map { violation in
            guard !clausesOfPlaces.contains(verdict.clause) else { return [violation.scenario] }
            // The text of an error is the store's own.
            return [violation.scenario, violation.got.hasPrefix("threw") ? "threw" : violation.got]
        }
        .reduce(into: []) { answers, answer in
            if !answers.contains(answer) { answers.append(answer) }
        }
    }
}

extension Likeness: CustomStringConvertible {
    /// A sentence for a report: `behaves like limit before prefix: the limit was applied before the prefix`.
    public var description: String {
        stores.map { "behaves like \($0.name): \($0.mistake)" }.joined(separator: "\nor ")
    }
}
