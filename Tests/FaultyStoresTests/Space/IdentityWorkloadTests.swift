import CallTraces
import Testing

@testable import CallTraceContract
@testable import FaultyStores

/// Proves, without judging a store, that what the checks add holds what a mistake would merge or change.
@Suite struct IdentityWorkloadTests {
    private typealias Corpus = CallTraceContract.TextCorpus
    private typealias Place = CallTraceContract.TextPlace

    /// The traces that a result of FILTER-9 has together: those of one module.
    private static let modules: [[Record]] =
        // Most faults merge some of the first.
        [NearTwins.allKinds, Place.twins].flatMap { $0.flatMap(\.cases).byModule }.map { records(of: $0.traces) }
        + [records(of: Place.twinsWithNUL)]

    private static let operators = FaultSpace.identityOperators.filter {
        ["forget a part", "conflate", "forget a part of types", "conflate in types", "join without escaping"]
            .contains($0.name)
    }

    @Test(arguments: operators.flatMap { operation in operation.places.map { (operation.name, $0.name) } })
    func `what a store forgets or confuses merges two traces of a module`(operation: String, place: String) throws {
        let places = FaultSpace.identityOperators.filter { $0.name == operation }.flatMap(\.places)
        for value in places.filter({ $0.name == place }).flatMap(\.values) {
            let step = try #require(value.duplicatesStep)
            let merges = Self.modules.contains { step.merges($0) }
            #expect(merges, "\(operation) at \(place) (\(value.name)) merges no traces")
        }
    }

    @Test func `a module has fewer traces than the default limit`() {
        for traces in Clause.filter9Twins.flatMap(\.cases).byModule {
            #expect(traces.traces.count < 2_000)
            #expect(Set(traces.traces).count == traces.traces.count, "\(traces.module) has a trace twice")
        }
    }

    // MARK: Texts

    private static let twins = Set(Clause.filter9Twins.flatMap(\.cases))
    private static let twinsWithNUL = Set(Place.twinsWithNUL)
    private static let texts =
        ([Corpus.texts, [""], Corpus.longEndings, Corpus.withNUL + Corpus.withoutNUL] as [[String]]).map { group in
            group.map(ExactString.init)
        }

    @Test(arguments: FaultSpace.textOperators.map(\.name))
    func `a change to a text in the duplicate key merges two traces`(operation: String) throws {
        let keys = FaultSpace.textOperators.filter { $0.name == operation }.flatMap(\.places)
            .filter { $0.name.hasPrefix("duplicate key") }
        let changes = try #require(TextChange.byOperator.first { $0.name == operation }).changes
        for change in changes where change.merges {
            let pairs = Self.merged(by: change)
            for key in keys {
                guard let step = key.values.first(where: { $0.name == change.name })?.duplicatesStep else { continue }
                let merges = pairs.contains { pair in
                    Place.allCases.contains { place in
                        let traces = pair.map { place.trace(with: $0) }
                        let withNUL = traces.map { CallTrace(inModule: "NUL", $0) }
                        let isTried =
                            traces.allSatisfy(Self.twins.contains) || withNUL.allSatisfy(Self.twinsWithNUL.contains)
                        return isTried && step.merges(Self.records(of: traces))
                    }
                }
                #expect(merges, "\(operation) at \(key.name) (\(change.name)) merges no traces")
            }
        }
    }

    /// Pairs of texts that a change makes equal: one of those of each kind.
    private static func merged(by change: TextChange) -> [[String]] {
        [texts[0] + texts[1], texts[2], texts[3]].compactMap { texts in
            var originals: [ExactString: ExactString] = [:]
            for text in texts {
                let key = ExactString(change.apply(text.string))
                if let other = originals.updateValue(text, forKey: key), other != text {
                    return [other.string, text.string]
                }
            }
            return nil
        }
    }

    private static func records(of traces: [CallTrace]) -> [Record] {
        serializeTraces(traces).map { Record(row: $0, batch: 0, time: 0) }
    }
}

extension FaultValue {
    /// The step that collapses duplicates in a store with the fault.
    fileprivate var duplicatesStep: QueryStep? {
        var components = Components(connectionString: "identity", server: PlainServer())
        mutate(&components)
        return components.steps[.duplicates]
    }
}

extension QueryStep {
    fileprivate func merges(_ records: [Record]) -> Bool {
        apply(records, Query(module: "", qualnamePrefix: nil, limit: .max)).count < records.count
    }
}

extension CallTrace {
    fileprivate init(inModule module: String, _ trace: CallTrace) {
        self = trace
        self.module = module
    }
}
