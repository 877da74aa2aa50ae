import CallTraceContract

extension AnySubject {
    /// A plain store with a mutation, on a server of its own.
    ///
    /// - Parameters:
    ///   - name: The name of the store.
    ///   - opener: The Swift expression that opens one like it.
    ///   - declarations: What the subject declares or leaves out; the store behaves accordingly.
    ///   - storage: Where the records are kept; for files, the connection string contains a path.
    ///   - patience: How long a call may make no progress; as long as for any store unless given.
    ///   - mutate: Replaces a component each time the store is opened.
    /// - Returns: The subject.
    static func plain(
        named name: String,
        opener: String? = nil,
        declaring declarations: Set<Declaration> = [],
        in storage: Storage = .memory,
        patience: Duration? = nil,
        mutate: @escaping @Sendable (inout Components) -> Void
    ) -> AnySubject {
        let server = PlainServer()
        let isEphemeral = declarations.contains(.ephemeral)
        let keepsDuplicates = declarations.contains(.keepsDuplicates)
        var subject = Subject(PlainStore.self) { name in
            switch storage {
            case .memory: "mysql://john:open-sesame@plain/\(name)"
            case .files: "journal://john:open-sesame@plain\(name.path)"
            }
        }
        subject.name = name
        subject.opener = opener ?? name
        if let patience { subject.patience = patience }
        subject.isEphemeral = isEphemeral
        subject.keepsDuplicates = keepsDuplicates
        subject.makeStore = { connectionString in
            var components = Components(connectionString: connectionString, server: server)
            if isEphemeral {
                let own = RecordLog(clock: server.clock)
                components.log = { own }
            }
            if keepsDuplicates { components.steps[.duplicates] = nil }
            mutate(&components)
            return try await PlainStore(components)
        }
        subject.remove = { server.remove($0) }
        subject.moveClock = { seconds in server.clock.update { $0 += seconds } }
        if !declarations.contains(.noUnopenableConnectionString) {
            subject.unopenable = { "mysql://john:open-sesame@\(Components.unreachable)/\($0)" }
        }
        if !declarations.contains(.noDamage) { subject.damage = { try $0.damage($1) } }
        return AnySubject(subject)
    }
}
