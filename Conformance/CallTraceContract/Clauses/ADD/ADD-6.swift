import CallTraces

extension Clause {
    /// ADD-6: a trace that cannot be serialized is left out, and every other trace of the batch is stored.
    public static let add6 = Clause(
        .add,
        6,
        .must,
        "a bad trace is left out, the others are stored",
        text: """
            A trace that cannot be serialized is logged and left out; every other trace of the batch is stored; `add` \
            does not throw.
            """,
        hint: "whether a batch is serialized as a whole; serialize trace by trace, as serializeTraces does.",
        deviationExcludes: .unserializableTraces
    ) { trial in
        let (first, last) = (CallTrace(module: "m", qualname: "f"), CallTrace(module: "m", qualname: "g"))
        let batches = [
            ("in the middle of a batch", [first, Unserializable.inArgument, last]),
            ("at the start of a batch", [Unserializable.inReturn, first, last]),
            ("at the end of a batch", [first, last, Unserializable.inYield]),
        ]
        let log = LogCapture()
        for (place, batch) in batches {
            try await trial.scenario("a trace that cannot be serialized \(place)") {
                let store = try await trial.makeStore()
                try await log.collecting { try await store.add(Batch(batch)) }
                try await store.expectFilter("m", gives: [first, last])
            }
        }
        if log.all.count < batches.count {
            trial.findings.note(
                """
                not every trace left out was logged through Logger.current, so logging was not judged; \
                serializeTraces logs there
                """
            )
        }
    }
}
