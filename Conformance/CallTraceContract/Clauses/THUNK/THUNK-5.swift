import CallTraces

extension Clause {
    /// THUNK-5: a store may return its own thunk type with its own encoding.
    public static let thunk5 = Clause(
        .thunk,
        5,
        .must,
        "any thunk, any encoding, the same trace",
        text: """
            A store may return its own thunk type with its own encoding; only the contract above counts. Whatever the \
            encoding, it distinguishes what a type can hold: no element types, an empty list of them, and a typed dict.
            """,
        hint: "your own encoding: does it keep the kind of a type's content when the content is empty?",
        deviationExcludes: .types
    ) { trial in
        let types = [
            ("a bare type", TypeReference(module: "typing", qualname: "Tuple")),
            ("an empty list of element types", TypeReference(module: "typing", qualname: "Tuple", elementTypes: [])),
            ("a typed dict without fields", TypeReference(module: "typing", qualname: "Tuple", typedDict: [:])),
            ("a typed dict", TypeReference(module: "t", qualname: "D", typedDict: ["b": .int, "a": .list(of: .str)])),
            ("element types in order", TypeReference(module: "t", qualname: "T", elementTypes: [.str, .int, .str])),
            (
                "a typed dict among element types",
                TypeReference(
                    module: "t",
                    qualname: "T",
                    elementTypes: [.noneType, TypeReference(module: "t", qualname: "D", typedDict: ["a": .noneType])]
                )
            ),
        ]
        for (title, type) in types {
            try await trial.scenario(title) {
                let store = try await trial.makeStore()
                let trace = CallTrace(
                    module: "m",
                    qualname: "f",
                    argTypes: ["x": type],
                    returnType: type,
                    yieldType: type
                )
                try await store.add([trace])
                try await store.expectFilter("m", gives: [trace], aspect: .wholeTraces)
            }
        }
        // Distinct qualnames, as FILTER-9 judges which traces are identical.
        let twins = NearTwins.kinds.map { CaseKind($0.name, $0.cases.filter(\.hasPlainParts)) }
        let kinds = NearTwins.numbered(twins + [CaseKind("names that an encoding uses itself", keys)])
        try await trial.scenario("types that differ in one respect, at any depth", of: kinds) { traces in
            try await trial.foundAfterAdding([CallTrace.control] + traces)
        } check: { trace, found in
            // What is wrong with the simplest types is for ADD-1 and ADD-2 to judge.
            guard found.contains(.control) else { return trial.observe() }
            trial.expect(found, toHold: trace)
        }
        try await trial.scenario("recorded calls with such types") {
            let store = try await trial.makeStore()
            let traces = try RecordedTraces.oneOfEachFunction().inModulesFarApart.filter(\.hasEmptyOrNamedContent)
            try await store.add(Batch(traces))
            for (module, traces) in traces.byModule {
                try await store.expectFilter(module, gives: traces, aspect: .wholeTraces)
            }
        }
    }

    /// Traces whose arguments and fields have the names that an encoding may use itself, alone and all at once.
    private static let keys: [CallTrace] = {
        func trace(_ names: [String]) -> CallTrace {
            let types = NamedTypes(names.map { ($0, TypeReference(module: "t", qualname: $0)) })
            return CallTrace(
                module: "m",
                qualname: "keys",
                argTypes: types,
                returnType: .record(types),
                yieldType: .list(of: .record(types))
            )
        }
        return [trace(TextCorpus.keys)] + TextCorpus.keys.map { trace([$0]) }
            + zip(TextCorpus.keys, TextCorpus.keys.dropFirst()).map { trace([$0, $1]) }
            + TextCorpus.keys.map { name in
                let type = TypeReference(
                    module: name,
                    qualname: name,
                    typedDict: [name: TypeReference(module: name, qualname: name)]
                )
                return CallTrace(module: "m", qualname: "keys", argTypes: [name: type], returnType: .list(of: type))
            }
    }()
}
