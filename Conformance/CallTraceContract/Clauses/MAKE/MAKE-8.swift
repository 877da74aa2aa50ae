import CallTraces

extension Clause {
    /// MAKE-8: no text contains the password of a URI connection string.
    public static let make8 = Clause(
        .make,
        8,
        .must,
        "no text contains a password",
        text: """
            No error text, description or log line contains the password of a URI connection string such as \
            `mysql://john:pass@host/db`.
            """,
        hint: """
            errors that quote the connection string or a driver's message, and structs that hold it: Swift prints every \
            property.
            """,
        variesByRun: true
    ) { trial in
        var hasPassword = false
        /// Expects the password of a connection string, if it has one, neither in some texts nor in what is logged meanwhile.
        func expectHidden(
            passwordIn connectionString: String?,
            by texts: (_ connectionString: String) async throws -> [String]
        ) async throws {
            guard let connectionString, let password = URIPassword(in: connectionString) else { return }
            hasPassword = true
            let log = LogCapture()
            let texts = try await log.collecting { try await texts(connectionString) }
            trial.expect(texts + log.all, hide: password)
        }
        for past in [[], Set(PastCall.allCases)] {
            let title = "what is printed about a store whose connection string has a password"
            try await trial.scenario(title, after: past) {
                try await expectHidden(passwordIn: trial.freshConnectionString()) { connectionString in
                    let store = try await trial.makeStore(connectionString)
                    var texts = PrintedForms.all(of: try store.opened)
                    let calls: [() async throws -> Void] = [
                        { try await store.add([CallTrace(module: "m", qualname: "f"), Unserializable.inReturn]) },
                        { _ = try await store.filter("m") },
                        { _ = try await store.filter("m", limit: -1) },
                        { _ = try await store.listModules() },
                    ]
                    for call in calls {
                        do {
                            try await call()
                        } catch let threw as StoreError {
                            texts += PrintedForms.all(of: threw.error)
                        }
                    }
                    return texts
                }
            }
        }
        if trial.subject.damage != nil {
            try await trial.scenario(
                "what a thunk of a damaged record says, in a store whose connection string has a password"
            ) {
                try await expectHidden(passwordIn: trial.freshConnectionString()) { connectionString in
                    let store = try await trial.makeStore(connectionString)
                    try await store.add(Batch(DamageWorkload.traces))
                    let damaged = try await trial.damage(DamageWorkload.damaged, in: store)
                    var texts: [String] = []
                    do {
                        for thunk in try await damaged.filter("m").thunks {
                            texts += PrintedForms.all(of: thunk)
                            do {
                                _ = try thunk.toTrace()
                            } catch {
                                texts += PrintedForms.all(of: error)
                            }
                        }
                    } catch let threw as StoreError {
                        texts += PrintedForms.all(of: threw.error)
                    }
                    return texts
                }
            }
        }
        try await trial.scenario("what is printed about a connection string that has a password and cannot be opened") {
            try await expectHidden(passwordIn: trial.unopenableConnectionString()) { connectionString in
                do {
                    return PrintedForms.all(of: try await trial.makeStore(connectionString).opened)
                } catch let threw as StoreError {
                    return PrintedForms.all(of: threw.error)
                } catch {
                    return PrintedForms.all(of: error)
                }
            }
        }
        if !hasPassword {
            throw NotApplicable(reason: "none of the subject's connection strings is a URI with a password")
        }
    }
}
