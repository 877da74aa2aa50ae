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
        try await trial.scenario("a batch of two traces that cannot be serialized") {
            let store = try await trial.makeStore()
            try await store.add([CallTrace(module: "kept", qualname: "f")])
            do {
                try await LogCapture().collecting {
                    try await store.add([Unserializable.inArgument, Unserializable.inReturn])
                }
            } catch is StoreError {
                // ADD-6 judges that.
            }
            try await store.expectModules(["kept"])
        }
    }
}
