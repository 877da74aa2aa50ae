import CallTraceContract
import CallTraces

extension FaultSpace {
    /// A text is changed, where it is stored, asked for, compared or listed.
    static let textOperators: [FaultOperator] = TextChange.byOperator.map { name, changes in
        FaultOperator(kind: .text, name: name, places: places(of: changes))
    }

    private static func places(of changes: [TextChange]) -> [FaultPlace] {
        let merging = changes.filter(\.merges)
        let stored = TextPlace.allCases.map { place in
            FaultPlace(
                "stored \(place.rawValue)",
                naming(place),
                changes.filter { $0.changes(textsOf: place) }.map { $0.stored(place) }
            )
        }
        let keys = TextPlace.allCases.filter { $0 != .module }.map { place in
            FaultPlace(
                "duplicate key's \(place.rawValue)",
                [.filter9],
                merging.filter { $0.merges(textsOf: place) }.map { $0.inKey(place) }
            )
        }
        let others = [
            FaultPlace("queried module", [.filter1, .filter13], changes.map(\.inQueriedModule)),
            FaultPlace("queried prefix", [.filter2, .filter3, .filter13], changes.map(\.inQueriedPrefix)),
            FaultPlace("compared modules", [.filter1, .filter13], merging.map(\.inComparedModules)),
            FaultPlace("compared prefixes", [.filter2, .filter3, .filter13], merging.map(\.inComparedPrefixes)),
            FaultPlace(
                "listed module",
                [.list4, .list1],
                changes.filter { $0.changes(textsOf: .module) }.map(\.inList)
            ),
            FaultPlace(
                "connection string",
                [.make6, .make3],
                merging.filter(\.fitsConnectionStrings).map(\.inConnectionString)
            ),
        ]
        return (stored + keys + others).filter { !$0.values.isEmpty }
    }

    private static func naming(_ place: TextPlace) -> [Clause] {
        switch place {
        case .module: [.add7, .filter1, .list4]
        case .qualname: [.add7, .filter2]
        case .argumentName, .typeModule, .typeQualname, .nestedTypeModule, .nestedTypeQualname, .fieldName:
            [.add7, .add1]
        }
    }
}

extension TextPlace {
    /// Whether a trace can be stored with an empty text in this place.
    fileprivate var allowsEmpty: Bool { self == .argumentName || self == .fieldName }
}

extension TextChange {
    /// Whether the change alters a text that this place can have.
    fileprivate func changes(textsOf place: TextPlace) -> Bool { place.allowsEmpty || !changesOnlyTheEmptyText }

    /// Whether the change makes two texts equal that this place can have.
    fileprivate func merges(textsOf place: TextPlace) -> Bool { place.allowsEmpty || !mergesOnlyTheEmptyText }

    /// Whether two connection strings that begin alike, have at most 255 bytes, and end neither in slashes nor in NUL, can
    /// show the change; files cannot have other names.
    fileprivate var fitsConnectionStrings: Bool {
        Int(name).map { $0 < 255 }
            ?? !(name.hasPrefix("leading") || isOfWholeTexts
            || ["/", "U+0000", "trailing slashes", "trailing NULs", "\\0"].contains(name))
    }

    fileprivate func stored(_ place: TextPlace) -> FaultValue {
        FaultValue(name) { store in
            store.changeTraces { traces in traces.map { $0.changing(place, apply) } }
        }
    }

    fileprivate func inKey(_ place: TextPlace) -> FaultValue {
        FaultValue(name) { $0.collapse { $0.changing(place, apply) } }
    }

    fileprivate var inQueriedModule: FaultValue {
        FaultValue(name) { $0.changeQueries { $0.module = apply($0.module) } }
    }

    fileprivate var inQueriedPrefix: FaultValue {
        FaultValue(name) { $0.changeQueries { $0.qualnamePrefix = $0.qualnamePrefix.map(apply) } }
    }

    fileprivate var inComparedModules: FaultValue {
        FaultValue(name) { store in
            store.records = { log, _ in log.records }
            store.steps[.module] = QueryStep { records, query in
                let asked = apply(query.module)
                var matches: [ExactString: Bool] = [:]
                return records.filter { record in
                    let module = ExactString(record.row.module)
                    if let isMatch = matches[module] { return isMatch }
                    let isMatch = apply(module.string).hasSameBytes(as: asked)
                    matches[module] = isMatch
                    return isMatch
                }
            }
        }
    }

    fileprivate var inComparedPrefixes: FaultValue {
        FaultValue(name) { store in
            store.steps[.prefix] = QueryStep { records, query in
                guard let prefix = query.qualnamePrefix.map(apply), !prefix.isEmpty else { return records }
                return records.filter { apply($0.row.qualname).hasBytePrefix(prefix) }
            }
        }
    }

    fileprivate var inList: FaultValue {
        FaultValue(name) { store in
            store.wrapCalls { calls in
                calls.list = { [list = calls.list] in
                    Set(try await list().map { ExactString(apply($0)) }).map(\.string)
                }
            }
        }
    }

    fileprivate var inConnectionString: FaultValue {
        FaultValue(name, fromCalls: [1]) { store in
            let (server, connectionString) = (store.server, store.connectionString)
            store.log = { server.log(of: apply(connectionString)) }
        }
    }
}

extension Components {
    /// Changes every query before it is checked.
    mutating func changeQueries(_ change: @escaping @Sendable (inout Query) -> Void) {
        wrapCalls { calls in
            calls.filter = { [filter = calls.filter] query in
                var query = query
                change(&query)
                return try await filter(query)
            }
        }
    }

    /// Collapses traces that are equal once they are changed.
    mutating func collapse(_ change: @escaping @Sendable (CallTrace) -> CallTrace) {
        steps[.duplicates] = .collapsed { row -> AnyHashable in
            (try? row.toTrace()).map { AnyHashable(change($0)) } ?? AnyHashable(row)
        }
    }
}
