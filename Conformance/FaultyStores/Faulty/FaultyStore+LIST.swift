import CallTraceContract
import CallTraces
import Foundation

/// Mistakes in listing modules.
extension FaultyStore {
    static let ofList: [FaultyStore] = [
        FaultyStore("modules repeated", "a module was listed once for each of its traces", breaks: [.list1]) {
            $0.list = { log in log.records.map(\.row.module) }
        },
        FaultyStore("modules repeated by batch", "a module was listed once for each batch", breaks: [.list1]) {
            $0.list = { log in
                let batches = Dictionary(grouping: log.records, by: \.batch)
                return batches.values.flatMap { records in
                    Set(records.map { ExactString($0.row.module) }).map(\.string)
                }
            }
        },
        FaultyStore(
            "queried modules listed",
            "modules that were only queried were listed",
            breaks: [.filter11, .list1],
            because: "a query changes what is listed"
        ) { store in
            let queried = Locked<Set<ExactString>>([])
            store.check = lawfulThen { query in
                let module = ExactString(query.module)
                queried.update { _ = $0.insert(module) }
            }
            store.list = { log in
                guard !log.records.isEmpty else { return [] }
                return queried.value.union(log.records.map { ExactString($0.row.module) }).map(\.string)
            }
        },
        FaultyStore("1,000 modules", "only the first 1,000 modules were listed", breaks: [.list2]) {
            $0.list = { Array(Components.modules(of: $0).map(ExactString.init).sorted().prefix(1_000)).map(\.string) }
        },
        FaultyStore(
            "modules noted early",
            "modules were recorded before their traces were serialized",
            breaks: [.list3]
        ) { store in
            let noted = Locked<Set<ExactString>>([])
            store.changeTraces { traces in
                // Those of the others are listed anyway.
                let modules = traces.filter { !$0.isSerializable }.map { ExactString($0.module) }
                noted.update { $0.formUnion(modules) }
                return traces
            }
            store.list = { log in noted.value.union(log.records.map { ExactString($0.row.module) }).map(\.string) }
        },
        FaultyStore(
            "modules as a Set of String",
            "the two normal forms of a module's name were listed as one",
            breaks: [.list4]
        ) {
            $0.list = { log in Array(Set(log.records.map(\.row.module))) }
        },
        FaultyStore("modules ignoring case", "modules that differ only in case were listed as one", breaks: [.list4]) {
            $0.list = { log in
                Array(Dictionary(log.records.map { ($0.row.module.lowercased(), $0.row.module) }) { $1 }.values)
            }
        },
        FaultyStore("modules trimmed", "spaces around module names were trimmed in the list", breaks: [.list4]) {
            $0.list = { Array(Set(Components.modules(of: $0).map { $0.trimmingCharacters(in: .whitespaces) })) }
        },
    ]
}
