import CallTraces

extension Trial {
    /// Whether the store keeps what other stores cannot serialize, as one may that keeps traces as objects.
    func keepsUnserializableTraces() async throws -> Bool {
        var isKept = false
        try await disposableScenario("a trace with a local type") {
            do {
                let store = try await makeStore()
                let trace = Unserializable.inReturn
                try await LogCapture().collecting { try await store.add([trace]) }
                isKept = try await store.filter(trace.module).decoded().contains(.trace(trace))
            } catch is StoreError {}
        }
        return isKept
    }
}
