import CallTraceContract
import CallTraces
import FaultyStores
import Testing

@Suite struct LikelyCauseTests {
    /// A store unlike those of the catalog, which applies the limit before the prefix.
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

        func listModules() async throws -> [String] { ["a module that was never stored"] }
    }

    private func likelyCause<Store>(of subject: Subject<Store>, by clause: Clause) async -> String? {
        await clause.verdict(on: AnySubject(subject)).likelyCause
    }

    private static let hasty = Subject(HastyStore.self) { "\($0)" }.with { $0.isEphemeral = true }

    @Test func `the likely cause is the mistake of a known store that fails in the same way`() async {
        #expect(await likelyCause(of: Self.hasty, by: .filter5) == "the limit was applied before the prefix")
    }

    @Test(arguments: ["hasPrefix", "LIKE prefix", "stale list", "identity without yield type", "255 bytes"])
    func `the likely cause of a known store is its own mistake`(name: String) async throws {
        let store = try FaultyStore.named(name)
        let text = try #require(await store.broken[0].verdict(on: store.subject).likelyCause)
        #expect(text.contains(store.mistake))
    }

    @Test func `an unknown mistake has no likely cause`() async {
        #expect(await likelyCause(of: Self.hasty, by: .list4) == nil)
    }

    @Test func `an upheld clause has no likely cause`() async {
        #expect(await likelyCause(of: Subject(PlainStore.self) { "\($0)" }, by: .filter5) == nil)
    }

    @Test func `a subject can turn off the search for a likely cause`() async {
        let subject = Self.hasty.with { $0.findsLikelyCause = false }
        let verdict = await Clause.filter5.verdict(on: AnySubject(subject))
        #expect(verdict.outcome == .failed && verdict.likelyCause == nil)
    }
}
