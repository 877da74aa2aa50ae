import CallTraceContract

extension Subject {
    /// A plain store with a twist, on a server of its own, with everything that a subject can declare.
    static func plain(
        named name: String,
        options: Set<Option> = [],
        twist: @escaping @Sendable (inout Mechanism) -> Void
    ) -> Subject {
        let server = PlainServer()
        return Subject(
            named: name,
            options: options,
            unopenable: { "mysql://john:open-sesame@\(Mechanism.unreachable)/\($0)" },
            damage: { (store: PlainStore, record) in store.damage(record) },
            remove: { server.remove($0) },
            makeStore: { connectionString in
                var mechanism = Mechanism(connectionString: connectionString, server: server)
                twist(&mechanism)
                return try await PlainStore(mechanism)
            },
            connectionString: { "mysql://john:open-sesame@plain/\($0)" }
        )
    }
}
