import CallTraceContract

extension Subject {
    /// A plain store with a twist, on a server of its own.
    ///
    /// - Parameters:
    ///   - name: The name of the store.
    ///   - opener: The Swift that opens one like it.
    ///   - declarations: What the store is and what its subject leaves out; an ephemeral store has traces of its own, and
    ///     one that keeps duplicates returns each.
    ///   - medium: Where the records live; in files the connection string holds a path.
    ///   - twist: Replaces a part of the store each time it is opened.
    /// - Returns: The subject.
    static func plain(
        named name: String,
        opener: String? = nil,
        declaring declarations: Set<Declaration> = [],
        in medium: Medium = .memory,
        twist: @escaping @Sendable (inout Mechanism) -> Void
    ) -> Subject {
        let server = PlainServer()
        let isEphemeral = declarations.contains(.ephemeral)
        let keepsDuplicates = declarations.contains(.keepsDuplicates)
        var options: Set<Option> = []
        if isEphemeral { options.insert(.ephemeral) }
        if keepsDuplicates { options.insert(.keepsDuplicates) }
        let unopenable: @Sendable (Scratch) -> String = { "mysql://john:open-sesame@\(Mechanism.unreachable)/\($0)" }
        let damage: @Sendable (PlainStore, StoredRecord) async throws -> Void = { try $0.damage($1) }
        return Subject(
            named: name,
            opener: opener,
            options: options,
            unopenable: declarations.contains(.noUnopenableConnectionString) ? nil : unopenable,
            damage: declarations.contains(.noDamage) ? nil : damage,
            moveClock: { seconds in server.clock.update { $0 += seconds } },
            remove: { server.remove($0) },
            makeStore: { connectionString in
                var mechanism = Mechanism(connectionString: connectionString, server: server)
                if isEphemeral {
                    let own = Shelf(clock: server.clock)
                    mechanism.shelf = { own }
                }
                if keepsDuplicates { mechanism.steps[3] = QueryStep { records, _ in records } }
                twist(&mechanism)
                return try await PlainStore(mechanism)
            },
            connectionString: { scratch in
                switch medium {
                case .memory: "mysql://john:open-sesame@plain/\(scratch)"
                case .files: "journal://john:open-sesame@plain\(scratch.path)"
                }
            }
        )
    }
}
