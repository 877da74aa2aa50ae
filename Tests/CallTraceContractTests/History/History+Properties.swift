import CallTraces

@testable import CallTraceContract

extension History {
    /// The history as a program.
    var program: String {
        ProgramWriter(opener: "Store", folder: "/folder").program(steps).joined(separator: "\n")
    }

    /// The traces of each batch.
    var batches: [[CallTrace]] {
        steps.compactMap { step in
            guard case .add(_, let batch) = step.operation else { return nil }
            return batch.traces
        }
    }

    /// The queries that the history makes.
    var queries: [(module: String, prefix: String?, limit: Int?)] {
        steps.compactMap { step in
            guard case .filter(_, _, let module, let prefix, let limit) = step.operation else { return nil }
            return (module, prefix, limit)
        }
    }

    /// Whether every operation uses an open store or an earlier result, and both are numbered from one.
    var isWellFormed: Bool {
        var open: Set<Int> = []
        var (stores, results) = (0, 0)
        return steps.allSatisfy { step in
            switch step.operation {
            case .makeStore(let store, _):
                stores += 1
                open.insert(store)
                return store == stores
            case .release(let store):
                return open.remove(store) != nil
            case .filter(let store, let result, _, _, _):
                results += 1
                return open.contains(store) && result == results
            case .add(let store, _), .listModules(let store), .damage(let store, _, _):
                return open.contains(store)
            case .decode(let result):
                return (1...max(1, results)).contains(result) && results > 0
            case .moveClock, .startProcess, .endProcess, .remark, .use, .addInTasks:
                return true
            }
        }
    }

    /// The largest number of stores with one connection string that are open at the same time.
    var handlesAtOnce: Int {
        var open: [Int: String] = [:]
        return steps.reduce(0) { most, step in
            switch step.operation {
            case .makeStore(let store, let connectionString): open[store] = connectionString
            case .release(let store): open[store] = nil
            case .add, .filter, .decode, .listModules, .moveClock, .damage, .startProcess, .endProcess, .remark, .use,
                .addInTasks:
                break
            }
            return max(most, Dictionary(open.values.map { ($0, 1) }, uniquingKeysWith: +).values.max() ?? 0)
        }
    }
}
