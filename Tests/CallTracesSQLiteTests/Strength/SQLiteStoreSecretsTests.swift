import CallTraces
import CallTracesSQLite
import Foundation
import InMemoryLogging
import Logging
import Testing

/// No error and no log message reveals a password or the stored JSON.
struct SQLiteStoreSecretsTests {
    @Test(arguments: FailureScenario.allCases)
    func `no text of an error contains a secret`(scenario: FailureScenario) async throws {
        let errors = try await scenario.errors()
        #expect(!errors.isEmpty)
        for error in errors {
            #expect(error is CallTraceError || error is CancellationError)
            #expect(!everyText(of: error).contains(FailureScenario.secret))
        }
    }

    @Test func `a skipped trace is logged with its module and qualname, but without its types`() async throws {
        let secret = FailureScenario.secret
        let types = [
            TypeReference(module: secret, qualname: ""), TypeReference(module: "", qualname: secret),
            TypeReference(module: secret, qualname: "(unknown context at $1).\(secret)"),
        ]
        let handler = InMemoryLogHandler()
        let store = try await SQLiteStore.makeStore(connectionString: ":memory:")
        try await withLogger(Logger(label: "test") { _ in handler }) { _ in
            try await store.add(
                types.flatMap {
                    [
                        CallTrace(module: "some.module", qualname: "some.name", argTypes: ["value": $0]),
                        CallTrace(module: "some.module", qualname: "some.name", returnType: $0),
                        CallTrace(module: "some.module", qualname: "some.name", yieldType: $0),
                    ]
                }
            )
        }
        #expect(try await store.listModules().isEmpty)
        #expect(handler.entries.count == types.count * 3)
        for entry in handler.entries {
            #expect(entry.metadata == ["module": "some.module", "qualname": "some.name"])
            let shown = "\(entry) \(String(reflecting: entry)) \(entry.error.map(everyText) ?? "")"
            #expect(!shown.contains(secret))
        }
    }

    @Test func `no secret is printed`() async throws {
        let result = await #expect(
            processExitsWith: .success,
            observing: [\.standardOutputContent, \.standardErrorContent]
        ) {
            for scenario in FailureScenario.allCases { _ = try await scenario.errors() }
            let store = try await SQLiteStore.makeStore(connectionString: ":memory:")
            let type = TypeReference(module: FailureScenario.secret, qualname: "")
            try await store.add([CallTrace(module: "some.module", qualname: "some.name", returnType: type)])
        }
        let printed = try #require(result.map { $0.standardOutputContent + $0.standardErrorContent })
        let text = String(decoding: printed, as: UTF8.self)
        #expect(text.contains("some.name"))
        #expect(!text.contains(FailureScenario.secret))
    }
}
