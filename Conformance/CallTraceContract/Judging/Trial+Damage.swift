import CallTraces

extension Trial {
    /// An order in which thunks are decoded.
    enum DecodingOrder: CaseIterable {
        case forward
        case backward
        case outsideIn
    }

    /// Opens a store with many traces, of which several records are damaged.
    func damagedAmongMany() async throws -> TrialStore {
        let store = try await makeStore()
        try await store.add(Batch(DamageWorkload.many))
        return try await damage(DamageWorkload.damagedAmongMany.map { DamageWorkload.many[$0] }, in: store)
    }

    /// Damages several records; returns a store that sees the damage.
    func damage(_ traces: [CallTrace], in store: TrialStore) async throws -> TrialStore {
        var store = store
        for trace in traces { store = try await damage(trace, in: store) }
        return store
    }
}

extension FilterResult {
    /// Decodes every thunk in some order; the result is in the order in which the thunks were returned.
    func decoded(in order: Trial.DecodingOrder) -> [Decoded] {
        let indices =
            switch order {
            case .forward: Array(thunks.indices)
            case .backward: Array(thunks.indices.reversed())
            case .outsideIn: thunks.indices.map { $0.isMultiple(of: 2) ? $0 / 2 : thunks.count - 1 - $0 / 2 }
            }
        let decoded = indices.map { (index: $0, decoded: Decoded(thunks[$0])) }
        return decoded.sorted { $0.index < $1.index }.map(\.decoded)
    }
}
