extension Trial {
    /// Expects that no text holds a password.
    func expect(_ texts: [String], hide password: URIPassword) {
        let telling = texts.first(where: password.isIn)
        expect(
            telling == nil,
            expected: "no text with the password",
            got: "a text with the password in the place of ***: \(password.hidden(in: telling ?? ""))"
        )
    }

    /// The store of a connection string that should not open, or `nil`, as it should be.
    func opened(_ connectionString: String) async throws -> TrialStore? {
        do {
            return try await makeStore(connectionString)
        } catch is StoreThrew {
            observe()
            return nil
        }
    }

    /// Expects that a call throws.
    func expectThrows(_ call: () async throws -> some Any) async throws {
        do {
            _ = try await call()
            expect(false, expected: "an error", got: "an answer")
        } catch is StoreThrew {
            observe()
        }
    }
}
