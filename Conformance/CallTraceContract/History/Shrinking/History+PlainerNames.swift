import CallTraces

extension History {
    /// Plainer names for modules, and for qualnames and prefixes, wherever a name occurs.
    var withPlainerNames: [History] {
        let candidates =
            Self.unique(moduleNames).flatMap { name in
                name.plainer.map { plainer in renamed(module: { $0.hasSameBytes(as: name) ? plainer : $0 }) }
            }
            + Self.shortenings.map { renamed(qualname: $0) }
            + Self.unique(qualnames).flatMap { name in
                name.plainer.map { plainer in renamed(qualname: { $0.hasSameBytes(as: name) ? plainer : $0 }) }
            }
        // What becomes of a trace without a name is unspecified.
        return candidates.filter { history in
            !history.moduleNames.contains("") && history.traces.allSatisfy { !$0.qualname.isEmpty }
        }
    }

    /// Changes of every qualname and prefix at once, so that what starts with another still does.
    private static let shortenings: [@Sendable (String) -> String] = [
        { String($0.unicodeScalars.dropFirst()) },
        { String($0.unicodeScalars.prefix(1)) + String($0.unicodeScalars.dropFirst(2)) },
    ]

    private var moduleNames: [String] {
        traces.map(\.module)
            + steps.compactMap { step in
                if case .filter(_, _, let module, _, _) = step.operation { module } else { nil }
            }
    }

    private var qualnames: [String] {
        traces.map(\.qualname)
            + steps.compactMap { step in
                if case .filter(_, _, _, let prefix?, _) = step.operation { prefix } else { nil }
            }
    }

    private static func unique(_ names: [String]) -> [String] {
        Set(names.map(ExactString.init)).sorted().map(\.string)
    }

    private func renamed(
        module: (String) -> String = { $0 },
        qualname: (String) -> String = { $0 }
    ) -> History {
        History(
            steps: steps.map { step in
                switch step.operation {
                case .add(let store, let batch):
                    let traces = batch.traces.map { trace in
                        var trace = trace
                        trace.module = module(trace.module)
                        trace.qualname = qualname(trace.qualname)
                        return trace
                    }
                    return step.with(.add(store: store, batch: Batch(traces)))
                case .filter(let store, let result, let queried, let prefix, let limit):
                    let operation = Step.Operation.filter(
                        store: store,
                        result: result,
                        module: module(queried),
                        qualnamePrefix: prefix.map(qualname),
                        limit: limit
                    )
                    return step.with(operation)
                case .makeStore, .release, .decode, .listModules, .moveClock, .damage, .startProcess, .endProcess,
                    .remark, .use, .addInTasks:
                    return step
                }
            }
        )
    }
}

extension String {
    /// Plainer names to try instead, the plainest first.
    fileprivate var plainer: [String] {
        ["a", "b", "c", "ab", "aa", lowercased()] + withoutOneScalar
    }

    /// The string without one of its scalars, starting with the last.
    var withoutOneScalar: [String] {
        unicodeScalars.indices.reversed().map { index in
            var scalars = unicodeScalars
            scalars.remove(at: index)
            return String(scalars)
        }
    }
}
