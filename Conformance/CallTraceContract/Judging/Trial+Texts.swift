extension Trial {
    /// Expects none of the texts to contain a password.
    func expect(_ texts: [String], hide password: URIPassword) {
        let revealing = texts.first { password.appears(in: $0) }
        expect(
            revealing == nil,
            expected: "no text with the password",
            got: "a text with the password, shown as *** here: \(password.redacted(in: revealing ?? ""))"
        )
    }

    /// Opens a connection string that should not open; returns `nil` if it does not.
    func opened(_ connectionString: String) async throws -> TrialStore? {
        do {
            return try await makeStore(connectionString)
        } catch is StoreError {
            observe()
            return nil
        }
    }

    /// Expects a call to throw.
    func expectThrows(_ call: () async throws -> some Any) async throws {
        do {
            _ = try await call()
            expect(false, expected: "an error", got: "no error")
        } catch is StoreError {
            observe()
        }
    }
}
