import CallTraces

extension Clause {
    /// LIST-3: a batch of which nothing could be serialized adds no module.
    public static let list3 = Clause(
        .list,
        3,
        .must,
        "a batch that could not be serialized adds no module",
        text: "A batch of which nothing could be serialized adds no module.",
        hint: "modules that are recorded before their traces are serialized.",
        deviationExcludes: [.listing, .unserializableTraces]
    ) { trial in
        guard try await !trial.keepsUnserializableTraces() else {
            throw NotApplicable(reason: "the store can serialize every trace, even one with a local type")
        }
        try await trial.scenario("a batch of three traces that cannot be serialized") {
            let store = try await trial.makeStore()
            try await store.add([CallTrace(module: "kept", qualname: "f")])
            do {
                try await LogCapture().collecting {
                    try await store.add([
                        Unserializable.inArgument, Unserializable.inReturn, Unserializable.withoutModule,
                    ])
                }
            } catch is StoreError {
                // ADD-6 judges that.
            }
            try await store.expectModules(["kept"])
        }
        try await trial.scenario("traces that cannot be serialized, of a module with older traces and of new ones") {
            let store = try await trial.makeStore()
            let older = Unserializable.inArgument.module
            try await store.add([CallTrace(module: older, qualname: Unserializable.inArgument.qualname)])
            for module in ["new", "newer", older] {
                do {
                    try await LogCapture().collecting {
                        let bad = [Unserializable.inArgument, Unserializable.inReturn, Unserializable.inYield].map {
                            trace in
                            var trace = trace
                            trace.module = module
                            return trace
                        }
                        try await store.add(Batch(bad + bad))
                    }
                } catch is StoreError {
                    // ADD-6 judges that.
                }
            }
            try await store.expectModules([older])
        }
    }
}
