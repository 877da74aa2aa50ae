import CallTraceContract
import CallTraces
import FaultyStores
import Testing

@Suite struct LikenessTests {
    /// A store written from scratch, whose limit comes before the prefix.
    private actor HastyStore: CallTraceStore {
        private var rows: [CallTraceRow] = []

        static func makeStore(connectionString: String) async throws -> HastyStore { HastyStore() }

        func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
            for row in serializeTraces(traces) {
                rows.removeAll { $0 == row }
                rows.append(row)
            }
        }

        func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
            guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
            return rows.reversed()
                .filter { $0.module.utf8.elementsEqual(module.utf8) }
                .prefix(limit)
                .filter { $0.qualname.utf8.starts(with: (qualnamePrefix ?? "").utf8) }
        }

        func listModules() async throws -> [String] { ["a module that nobody stored"] }
    }

    private func likelyCause(of subject: Subject, by clause: Clause) async -> String? {
        await LikelyCause(of: clause.judge(subject), on: subject)?.description
    }

    @Test func `a store from scratch is told which mistake it behaves like`() async {
        let subject = Subject(HastyStore.self, options: [.ephemeral]) { "\($0)" }
        #expect(
            await likelyCause(of: subject, by: .filter5)
                == "behaves like limit before prefix: the limit was applied before the prefix"
        )
    }

    @Test(arguments: ["hasPrefix", "LIKE prefix", "stale list", "identity without yield type", "255 bytes"])
    func `a faulty store behaves like itself`(name: String) async throws {
        let store = try FaultyStore.named(name)
        let text = try #require(await likelyCause(of: store.subject, by: store.broken[0]))
        #expect(text.contains("behaves like \(store.name): \(store.mistake)"))
    }

    @Test func `a mistake that nobody made before is like none`() async {
        let subject = Subject(HastyStore.self, options: [.ephemeral]) { "\($0)" }
        #expect(await likelyCause(of: subject, by: .list4) == nil)
    }

    @Test func `a clause that is upheld is like nothing`() async {
        #expect(await likelyCause(of: Subject(PlainStore.self) { "\($0)" }, by: .filter5) == nil)
    }
}
