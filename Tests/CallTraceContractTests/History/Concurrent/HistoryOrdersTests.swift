import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct HistoryOrdersTests {
    /// Steps that differ in the module they query: `1a` is the step `a` of task 1, and `a` belongs to no task.
    private func history(_ names: String) -> History {
        History(
            steps: names.split(separator: " ").map { name in
                Step(
                    operation: .filter(store: 1, result: 1, module: "\(name)", qualnamePrefix: nil, limit: nil),
                    task: name.first?.wholeNumberValue
                )
            }
        )
    }

    private func orders(of names: String, upTo most: Int = 1_000) -> [String] {
        history(names).orders(upTo: most).map { order in
            History(steps: order).queries.map(\.module).joined(separator: " ")
        }
    }

    @Test func `a history without tasks has one order`() {
        #expect(orders(of: "") == [""])
        #expect(orders(of: "a b c") == ["a b c"])
    }

    @Test func `the steps of a task keep their order, and steps of other tasks come between`() {
        #expect(
            Set(orders(of: "x 1a 1b 2c y"))
                == ["x 1a 1b 2c y", "x 1a 2c 1b y", "x 2c 1a 1b y"]
        )
    }

    @Test(arguments: [("1a 2b 3c 4d", 24), ("1a 1b 2c 2d", 6), ("1a 1b 1c", 1), ("1a 1b 2c 2d 3e", 30)])
    func `every order appears exactly once`(_ names: String, _ count: Int) {
        let orders = orders(of: names)
        #expect(orders.count == count && Set(orders).count == count)
        #expect(orders.allSatisfy { $0.split(separator: " ").sorted() == names.split(separator: " ").sorted() })
    }

    @Test(arguments: [1, 2, 5, 24, 25])
    func `no more orders are generated than requested`(most: Int) {
        let orders = orders(of: "x 1a 2b 3c 4d y", upTo: most)
        #expect(orders.count == min(most, 24))
        #expect(orders.allSatisfy { $0.hasPrefix("x ") && $0.hasSuffix(" y") && $0.count == 15 })
    }

    @Test func `many tasks with many steps give no more orders than requested`() {
        let names = (1...4).map { task in (0..<20).map { "\(task)m\($0)" }.joined(separator: " ") }
        #expect(orders(of: names.joined(separator: " "), upTo: 20).count == 20)
    }

    @Test func `a history knows its beginning, its tasks and its ending`() {
        let history = history("a b 2c 1d 2e f")
        func names(_ steps: some Sequence<Step>) -> [String] { History(steps: Array(steps)).queries.map(\.module) }
        #expect(names(history.beginning) == ["a", "b"])
        #expect(history.tasks.map { names($0) } == [["1d"], ["2c", "2e"]])
        #expect(names(history.ending) == ["f"])
        #expect(names(self.history("a b").beginning) == ["a", "b"])
        #expect(self.history("a b").ending.isEmpty && self.history("a b").tasks.isEmpty)
        #expect(self.history("1a 2b").beginning.isEmpty && self.history("1a 2b").ending.isEmpty)
    }
}
