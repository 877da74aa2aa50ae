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
        var passwords: [String] = []
        for past in [[], Set(PastCall.allCases)] {
            let title = "what is printed about a store whose connection string has a password"
            try await trial.scenario(title, after: past) {
                let connectionString = try trial.freshConnectionString()
                guard let password = URIPassword(in: connectionString) else { return }
                passwords.append(password.text)
                let log = LogCapture()
                var texts: [String] = []
                try await log.collecting {
                    let store = try await trial.makeStore(connectionString)
                    texts += PrintedForms.all(of: try store.opened)
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
                }
                trial.expect(texts + log.all, hide: password)
            }
        }
        if trial.subject.damage != nil {
            try await trial.scenario(
                "what a thunk of a damaged record says, in a store whose connection string has a password"
            ) {
                let connectionString = try trial.freshConnectionString()
                guard let password = URIPassword(in: connectionString) else { return }
                passwords.append(password.text)
                let log = LogCapture()
                var texts: [String] = []
                try await log.collecting {
                    let store = try await trial.makeStore(connectionString)
                    try await store.add(Batch(DamageWorkload.traces))
                    let damaged = try await trial.damage(DamageWorkload.damaged, in: store)
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
                }
                trial.expect(texts + log.all, hide: password)
            }
        }
        try await trial.scenario("what is printed about a connection string that has a password and cannot be opened") {
            guard let connectionString = try trial.unopenableConnectionString(),
                let password = URIPassword(in: connectionString)
            else { return }
            passwords.append(password.text)
            let log = LogCapture()
            var texts: [String] = []
            await log.collecting {
                do {
                    texts += PrintedForms.all(of: try await trial.makeStore(connectionString).opened)
                } catch let threw as StoreError {
                    texts += PrintedForms.all(of: threw.error)
                } catch {
                    texts += PrintedForms.all(of: error)
                }
            }
            trial.expect(texts + log.all, hide: password)
        }
        if passwords.isEmpty {
            throw NotApplicable(reason: "none of the subject's connection strings is a URI with a password")
        }
    }
}
