import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct ModelTests {
    private static let composed = CallTrace(module: "caf\u{e9}", qualname: "caf\u{e9}")
    private static let decomposed = CallTrace(module: "cafe\u{301}", qualname: "cafe\u{301}")

    private func trace(_ qualname: String, returning type: TypeReference? = nil) -> CallTrace {
        CallTrace(module: "a", qualname: qualname, returnType: type)
    }

    private func model(_ traces: [CallTrace], collapsesDuplicates: Bool = true) -> Model {
        var model = Model(Model.Rules(collapsesDuplicates: collapsesDuplicates))
        model.add(traces)
        return model
    }

    @Test func `the model answers random histories as InMemoryStore does`() async throws {
        let subject = AnySubject.ephemeral
        var answers = 0
        try await LogCapture().collecting {
            for number in 0..<60 {
                let histories = Histories(count: 1, steps: 30, seed: 7)
                let history = try History.random(number, of: histories, for: subject, keepsNUL: true)
                var stores: [Int: (store: InMemoryStore, model: Model)] = [:]
                for step in history.steps {
                    switch step.operation {
                    case .makeStore(let store, _):
                        stores[store] = (InMemoryStore(), Model())
                    case .add(let store, let batch):
                        try await stores[store]?.store.add(batch.traces)
                        stores[store]?.model.add(batch.traces)
                    case .filter(let store, _, let module, let prefix, let limit):
                        let (store, model) = try #require(stores[store])
                        let found = try? await store.filter(
                            module: module,
                            qualnamePrefix: prefix,
                            limit: limit ?? 2_000
                        )
                        let expected = model.filter(module: module, qualnamePrefix: prefix, limit: limit)
                        #expect(try found?.map { try $0.toTrace() } == expected)
                        answers += found?.count ?? 0
                    case .listModules(let store):
                        let (store, model) = try #require(stores[store])
                        let names = try await store.listModules().sorted { $0.precedesByBytes($1) }
                        #expect(names.map(ExactString.init) == model.modules.map(ExactString.init))
                    case .release, .decode, .moveClock, .damage, .startProcess, .endProcess, .remark, .use, .addInTasks:
                        break
                    }
                }
            }
        }
        #expect(answers > 500)
    }

    @Test func `the model that keeps duplicates answers random adds as a list does`() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<40 {
            var model = Model(Model.Rules(collapsesDuplicates: false))
            var list: [CallTrace] = []
            for _ in 0..<10 {
                let batch = (0..<generator.pick([0, 1, 3], else: 1)).map { _ in
                    trace(
                        generator.pick(["f", "fg", "g"], else: "f"),
                        returning: generator.pick([nil, .int], else: nil)
                    )
                }
                model.add(batch)
                list = batch.reversed() + list
                #expect(model.filter(module: "a", qualnamePrefix: nil, limit: nil) == list)
                #expect(model.filter(module: "a", qualnamePrefix: "", limit: 2) == Array(list.prefix(2)))
                let found = list.filter { $0.qualname != "g" }
                #expect(model.filter(module: "a", qualnamePrefix: "f", limit: 3) == Array(found.prefix(3)))
            }
        }
    }

    @Test func `identical traces collapse to the recency of the latest, or are each kept`() {
        let traces = [trace("f"), trace("g"), trace("f")]
        let collapsed = model(traces)
        #expect(collapsed.filter(module: "a", qualnamePrefix: nil, limit: nil) == [trace("f"), trace("g")])
        let kept = model(traces, collapsesDuplicates: false)
        #expect(kept.filter(module: "a", qualnamePrefix: nil, limit: nil) == [trace("f"), trace("g"), trace("f")])
        #expect(kept.filter(module: "a", qualnamePrefix: nil, limit: 2) == [trace("f"), trace("g")])
    }

    @Test func `names are compared by bytes`() {
        let model = model([Self.composed, Self.decomposed])
        #expect(model.traces.count == 2)
        #expect(model.modules.map { Array($0.utf8) } == [Self.decomposed, Self.composed].map { Array($0.module.utf8) })
        #expect(model.filter(module: Self.composed.module, qualnamePrefix: nil, limit: nil) == [Self.composed])
        #expect(model.filter(module: Self.decomposed.module, qualnamePrefix: "cafe", limit: nil) == [Self.decomposed])
        #expect(model.filter(module: Self.composed.module, qualnamePrefix: "cafe", limit: nil) == [])
    }

    @Test func `a negative limit is an error, and none is 2,000`() {
        let model = model((0..<2_001).map { trace("f\($0)") }, collapsesDuplicates: false)
        #expect(model.filter(module: "a", qualnamePrefix: nil, limit: -1) == nil)
        #expect(model.filter(module: "a", qualnamePrefix: nil, limit: .min) == nil)
        #expect(model.filter(module: "a", qualnamePrefix: nil, limit: 0) == [])
        #expect(model.filter(module: "a", qualnamePrefix: nil, limit: .max)?.count == 2_001)
        let found = model.filter(module: "a", qualnamePrefix: nil, limit: nil)
        #expect(found?.count == 2_000 && found?.last == trace("f1"))
    }

    @Test func `traces that cannot be serialized are left out`() {
        let unserializable = [Unserializable.inArgument, Unserializable.inReturn, Unserializable.inYield]
        let model = model(unserializable + [trace("f"), CallTrace(module: "", qualname: "f")])
        #expect(model.traces == [trace("f")])
        #expect(model.modules == ["a"])
    }

    @Test func `models that hold the same in one order are equal`() {
        #expect(model([trace("f"), trace("g"), trace("f")]) == model([trace("g"), trace("f")]))
        #expect(model([trace("f"), trace("g")]) != model([trace("g"), trace("f")]))
        #expect(model([Self.composed]) != model([Self.decomposed]))
    }
}
