import CallTraces

extension Clause {
    /// ADD-7: strings survive byte for byte.
    public static let add7 = Clause(
        .add,
        7,
        .must,
        "strings survive byte for byte",
        text: """
            Strings survive byte for byte: punctuation, spaces, line ends, control and invisible characters, NUL where the \
            encoding allows it, emoji, every normal and compatibility form, escapes, and texts that read like numbers or \
            `null`; up to 1 MiB long; module, qualname, argument names, field names and type names alike, at any depth.
            """,
        hint: "escaping, C strings, columns of limited length, and anything that trims, decodes, or normalizes text.",
        deviationExcludes: .unusualText
    ) { trial in
        try await trial.scenario("texts in every place of a trace", of: TextPlace.traces(unique: true)) { traces in
            try await trial.foundAfterAdding(traces)
        } check: { trace, found in
            trial.expect(found, toHold: trace)
        }
        let modules = TextCorpus.mixtures.map { kind in
            CaseKind("modules: \(kind.name)", kind.cases.map { CallTrace(module: $0, qualname: "f") })
        }
        try await trial.scenario("texts as modules", of: modules) { traces in
            try await trial.foundAfterAdding(traces)
        } check: { trace, found in
            trial.expect(found, toHold: trace)
        }
        try await trial.scenario("texts of many lengths", of: lengths) { traces in
            try await trial.foundAfterAdding(traces)
        } check: { trace, found in
            trial.expect(found, toHold: trace)
        }
        let withNUL = ["a\0b", "a\0"].flatMap { text in
            TextPlace.allCases.map { $0.trace(with: text) } + [CallTrace(module: text, qualname: "f")]
        }
        try await trial.scenario(
            "NUL in every place of a trace",
            of: [CaseKind("NUL, which an encoding may reject but not truncate", withNUL)]
        ) { traces in
            let store = try await trial.makeStore()
            // What is rejected is neither stored nor a reason to reject the others.
            for trace in traces { try? await store.add([trace]) }
            return store
        } check: { trace, store in
            guard let found = try? await store.filter(trace.module).decoded() else { return trial.observe() }
            // Which module a trace is found by is for FILTER-1 to judge.
            let others = withNUL.map(Decoded.trace)
            trial.expect(
                found.allSatisfy(others.contains),
                expected: "nothing, or " + Trial.listing([.trace(trace)]),
                got: Trial.listing(found)
            )
        }
    }

    /// Texts as long as the limits of columns, keys, and length fields, and longer, in every place.
    private static let lengths: [CaseKind<CallTrace>] = {
        let texts = UsualSizes.upTo(65_537).flatMap { length in
            // A character of three bytes, cut by a limit of this many bytes.
            [TextCorpus.text(of: length), TextCorpus.text(of: length - 1) + "\u{20ac}"]
        }
        let modules = (UsualSizes.upTo(65_536) + [(1 << 20) - 1, 1 << 20]).map {
            CallTrace(module: TextCorpus.text(of: $0), qualname: "f")
        }
        return TextPlace.allCases.map { place in
            let traces = texts.enumerated().map { number, text in place.trace(with: text, number: number) }
            return CaseKind("\(place.rawValue): long texts", traces + [place.trace(with: TextCorpus.oneMebibyte)])
        } + [CaseKind("modules: long texts", modules)]
    }()
}
