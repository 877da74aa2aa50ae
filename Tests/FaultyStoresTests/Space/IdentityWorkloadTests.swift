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
        [NearTwins.allKinds, Place.traces(unique: false)].flatMap { $0.flatMap(\.cases).byModule }.map {
            records(of: $0.traces)
        }
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

    private static let twins = Set((Clause.filter9Twins + Place.longTwins).flatMap(\.cases))
    private static let twinsWithNUL = Set(Place.twinsWithNUL)

    @Test(arguments: FaultyStores.TextPlace.allCases.filter { $0 != .module })
    func `a change to a text in the duplicate key merges two traces`(changed: FaultyStores.TextPlace) {
        // The places in which two traces are alike once the changed texts are.
        let places = Place.allCases.filter { place in
            Set(["a", "b"].map { place.trace(with: $0).changing(changed) { _ in "x" } }).count == 1
        }
        for operation in FaultSpace.textOperators {
            let changes = TextChange.byOperator.first { $0.name == operation.name }?.changes ?? []
            let key = operation.places.first { $0.name == "duplicate key's \(changed.rawValue)" }
            for value in key?.values ?? [] {
                let isMerged = changes.filter { $0.name == value.name }.flatMap(Self.merged).contains { pair in
                    places.contains { place in
                        let traces = pair.map { place.trace(with: $0) }
                        let withNUL = traces.map { CallTrace(inModule: "NUL", $0) }
                        return traces.allSatisfy(Self.twins.contains) || withNUL.allSatisfy(Self.twinsWithNUL.contains)
                    }
                }
                #expect(isMerged, "\(operation.name) at \(changed.rawValue) (\(value.name)) merges no traces")
            }
        }
    }

    /// Pairs of texts that a change makes equal: one of each group.
    private static func merged(by change: TextChange) -> [[String]] {
        let long = Int(change.name) == nil ? [] : [Corpus.longEndings]
        let groups = [Corpus.texts + [""], Corpus.withNUL + Corpus.withoutNUL] + long
        return groups.compactMap { texts in
            var originals: [ExactString: String] = [:]
            for text in texts {
                if let other = originals.updateValue(text, forKey: ExactString(change.apply(text))),
                    !other.hasSameBytes(as: text)
                {
                    return [other, text]
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
