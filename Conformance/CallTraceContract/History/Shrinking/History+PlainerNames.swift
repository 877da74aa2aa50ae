import CallTraces

extension History {
    /// With a name changed wherever it stands, modules apart from qualnames and prefixes.
    var withPlainerNames: [History] {
        let modules = names { trace in
            trace.module
        } ofQuery: { module, _ in
            module
        }
        let qualnames = names { trace in
            trace.qualname
        } ofQuery: { _, prefix in
            prefix
        }
        let renamed =
            modules.flatMap { name in
                name.plainer.map { plainer in
                    renaming {
                        $0.hasSameBytes(as: name) ? plainer : $0
                    } qualnames: {
                        $0
                    }
                }
            }
            + Self.shortenings.map { shorten in
                renaming {
                    $0
                } qualnames: {
                    shorten($0)
                }
            }
            + qualnames.flatMap { name in
                name.plainer.map { plainer in
                    renaming {
                        $0
                    } qualnames: {
                        $0.hasSameBytes(as: name) ? plainer : $0
                    }
                }
            }
        // What becomes of a trace without a name is not specified.
        return renamed.filter { history in
            history.traces.allSatisfy { !$0.module.isEmpty && !$0.qualname.isEmpty }
                && !history.names {
                    $0.module
                } ofQuery: { module, _ in
                    module
                }.contains("")
        }
    }

    /// Changes of every qualname and prefix at once, so that what begins with another still does.
    private static let shortenings: [@Sendable (String) -> String] = [
        { String($0.unicodeScalars.dropFirst()) },
        { String($0.unicodeScalars.prefix(1)) + String($0.unicodeScalars.dropFirst(2)) },
    ]

    private func names(
        ofTrace: (CallTrace) -> String,
        ofQuery: (_ module: String, _ prefix: String?) -> String?
    ) -> [String] {
        let names = steps.flatMap { step -> [String] in
            switch step.operation {
            case .add(_, let batch): batch.traces.map(ofTrace)
            case .filter(_, _, let module, let prefix, _): [ofQuery(module, prefix)].compactMap(\.self)
            case .makeStore, .release, .decode, .listModules, .moveClock, .damage, .startProcess, .endProcess: []
            }
        }
        return Set(names.map(ExactString.init)).map(\.string).sorted { $0.precedesByBytes($1) }
    }

    private func renaming(_ modules: (String) -> String, qualnames: (String) -> String) -> History {
        History(
            steps: steps.map { step in
                let operation: Step.Operation
                switch step.operation {
                case .add(let store, let batch):
                    let traces = batch.traces.map { trace in
                        var trace = trace
                        trace.module = modules(trace.module)
                        trace.qualname = qualnames(trace.qualname)
                        return trace
                    }
                    operation = .add(store: store, batch: Batch(traces))
                case .filter(let store, let result, let module, let prefix, let limit):
                    operation = .filter(
                        store: store,
                        result: result,
                        module: modules(module),
                        qualnamePrefix: prefix.map(qualnames),
                        limit: limit
                    )
                case .makeStore, .release, .decode, .listModules, .moveClock, .damage, .startProcess, .endProcess:
                    operation = step.operation
                }
                return Step(operation: operation, task: step.task)
            }
        )
    }
}

extension String {
    /// Plainer names to try in the place of this one, the plainest first.
    fileprivate var plainer: [String] {
        ["a", "b", "c", "ab", "aa", lowercased()] + withoutOneScalar
    }

    /// The string without one of its scalars, the last first.
    var withoutOneScalar: [String] {
        unicodeScalars.indices.reversed().map { index in
            var scalars = unicodeScalars
            scalars.remove(at: index)
            return String(scalars)
        }
    }
}

extension CallTrace {
    /// The trace with less in it: without a part, or with a plainer type in the place of one.
    var plainer: [CallTrace] {
        var plainer: [CallTrace] = []
        func tries(_ change: (inout CallTrace) -> Void) {
            var trace = self
            change(&trace)
            if trace != self { plainer.append(trace) }
        }
        tries { $0 = CallTrace(module: $0.module, qualname: $0.qualname) }
        tries { $0.argTypes = [:] }
        tries { $0.returnType = nil }
        tries { $0.yieldType = nil }
        for index in argTypes.indices {
            tries { trace in
                var arguments = trace.argTypes.map { ($0.name, $0.type) }
                arguments.remove(at: index)
                trace.argTypes = NamedTypes(arguments)
            }
        }
        tries { trace in trace.argTypes = NamedTypes(trace.argTypes.map { ($0.name, .int) }) }
        tries { if $0.returnType != nil { $0.returnType = .int } }
        tries { if $0.yieldType != nil { $0.yieldType = .int } }
        return plainer
    }
}
