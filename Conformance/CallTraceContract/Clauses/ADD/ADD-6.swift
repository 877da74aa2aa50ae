import CallTraces

extension Clause {
    /// ADD-6: a trace that cannot be serialized is left out, and every other trace of the batch is stored.
    public static let add6 = Clause(
        .add,
        6,
        .must,
        "a bad trace is left out, the others are stored",
        text: """
            A trace that the store cannot serialize, such as one without a module or a qualname, is logged and left \
            out; every other trace of the batch is stored; `add` does not throw.
            """,
        hint: "whether a batch is serialized as a whole; serialize trace by trace, as serializeTraces does.",
        deviationExcludes: .unserializableTraces
    ) { trial in
        guard try await !trial.keepsUnserializableTraces() else {
            throw NotApplicable(reason: "the store can serialize every trace, even one with a local type")
        }
        let (first, last) = (CallTrace(module: "m", qualname: "f"), CallTrace(module: "m", qualname: "g"))
        let batches = [
            ("in the middle of a batch", [first, Unserializable.inArgument, last]),
            ("at the start of a batch", [Unserializable.inReturn, first, last]),
            ("at the end of a batch", [first, last, Unserializable.inYield]),
            (
                "at each place of a batch",
                [
                    Unserializable.inArgument, first, Unserializable.inReturn, Unserializable.inYield, last,
                    Unserializable.inYield,
                ]
            ),
        ]
        let log = LogCapture()
        for (place, batch) in batches {
            try await trial.scenario("a trace that cannot be serialized \(place)") {
                let store = try await trial.makeStore()
                try await log.collecting { try await store.add(Batch(batch)) }
                try await store.expectFilter("m", gives: [first, last])
            }
        }
        let bad = [Unserializable.inArgument, Unserializable.inReturn, Unserializable.inYield]
        let good = bad.map { CallTrace(module: $0.module, qualname: $0.qualname) }
        try await trial.scenario("traces that cannot be serialized, of functions with older traces") {
            let store = try await trial.makeStore()
            try await store.add(Batch(good))
            try await log.collecting {
                for trace in bad { try await store.add([trace]) }
            }
            try await store.expectFilter("m", gives: good)
        }
        try await trial.scenario("traces that cannot be serialized, among traces of the same functions") {
            let store = try await trial.makeStore()
            try await log.collecting { try await store.add(Batch(good.prefix(1) + bad + good.dropFirst() + [first])) }
            try await store.expectFilter("m", gives: good + [first])
        }
        try await trial.scenario("every third of 450 traces cannot be serialized") {
            let store = try await trial.makeStore()
            let good = Batch.numbered(0..<300).traces
            var batch: [CallTrace] = []
            for (number, trace) in good.enumerated() {
                batch.append(trace)
                if number.isMultiple(of: 2) { batch.append(Unserializable.inArgument) }
            }
            try await log.collecting { try await store.add(Batch(batch)) }
            try await store.expectFilter("m", gives: good)
        }
        try await trial.scenario("traces without a module or a qualname in a batch") {
            let store = try await trial.makeStore()
            try await log.collecting {
                try await store.add([Unserializable.withoutModule, first, Unserializable.withoutQualname, last])
            }
            try await store.expectFilter("m", gives: [first, last])
            do {
                // What else the empty module finds is for FILTER-1 to judge.
                let found = try await store.filter("").decoded()
                trial.expect(found.filter { $0 == .trace(Unserializable.withoutModule) }, are: [])
            } catch is StoreError {
                // A store may reject a module that it could never store.
            }
        }
        // What an adapter logs stays in its own process.
        if log.all.count < batches.count, !trial.subject.declarations.contains(.adapter) {
            trial.findings.note(
                """
                not every trace left out was logged through Logger.current, so logging was not judged; \
                serializeTraces logs there
                """
            )
        }
    }
}
