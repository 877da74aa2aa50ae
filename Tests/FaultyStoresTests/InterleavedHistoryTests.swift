import CallTraceContract
import CallTraces
import FaultyStores
import Testing

/// Judges stores by MODEL-3, whose verdicts do not vary from run to run.
@Suite struct InterleavedHistoryTests {
    /// The stores with a mistake that shows at suspensions.
    private static let names = [
        "racing add", "busy add lost", "torn batch", "trace by trace", "ordered by the start of add",
        "modules after traces", "cache with a later version", "query kept across a suspension", "queried in two parts",
        "returned before it was written", "removed before it was moved", "canceled after it was stored",
        "rolled back in part", "lock of a canceled writer", "unlocked without a lock", "canceled for all",
    ]

    private func verdict(on name: String, seed: UInt64 = 1) async throws -> Verdict {
        var subject = try FaultyStore.named(name).subject
        subject.histories.seed = seed
        return await Clause.model3.judge(subject)
    }

    @Test(arguments: names)
    func `a mistake that shows at suspensions is condemned, by the same program every time`(_ name: String) async throws
    {
        var programs: Set<String> = []
        for _ in 1...2 {
            let verdict = try await verdict(on: name)
            #expect(verdict.outcome == .failed, "\(verdict.reason ?? "")")
            let program = try #require(verdict.violations.first).program.joined(separator: "\n")
            #expect(program.hasPrefix("try await interleaved(seed: "))
            #expect(program.contains("    try #require(lawful.contains(answers))\n}"))
            #expect(!verdict.notes.contains { $0.contains("by chance") || $0.contains("threads or queues") })
            programs.insert(program.replacing(#/MODEL-3-\w+-\d+/#, with: ""))
        }
        #expect(programs.count == 1)
    }

    @Test func `a store that two tasks create at once is condemned, by a program of its own`() async throws {
        let verdict = try await verdict(on: "made twice")
        let program = try #require(verdict.violations.first).program
        #expect(program.first == "try await interleaved(seed: 1) {")
        #expect(program.contains("    async let task2: Void = {"))
        #expect(program.suffix(2) == [#"    try #require(found.sorted() == ["f", "g"])"#, "}"])
        let store = try FaultyStore.named("made twice")
        for attempt in 1...100 {
            let found = try await interleaved(seed: 1) {
                async let task1: Void = {
                    let store = try await store.makeStore(connectionString: "mysql://plain/\(attempt)")
                    try await store.add([CallTrace(module: "m", qualname: "f")])
                }()
                async let task2: Void = {
                    let store = try await store.makeStore(connectionString: "mysql://plain/\(attempt)")
                    try await store.add([CallTrace(module: "m", qualname: "g")])
                }()
                _ = try await (task1, task2)
                let store3 = try await store.makeStore(connectionString: "mysql://plain/\(attempt)")
                return try await store3.filter(module: "m").map { try $0.toTrace().qualname }
            }
            #expect(found.sorted() != ["f", "g"])
        }
    }

    @Test(arguments: names)
    func `a mistake that shows at suspensions is condemned under other seeds, too`(_ name: String) async throws {
        for seed in 2...3 as ClosedRange<UInt64> {
            #expect(try await verdict(on: name, seed: seed).outcome == .failed, "seed \(seed)")
        }
    }

    @Test func `a program that is pasted fails every time`() async throws {
        let store = try FaultyStore.named("racing add")
        var failures = 0
        for attempt in 1...100 {
            let lawful = [[["b", "a"]], [["a", "b"]]]
            // As printed, but for the connection string.
            let answers = try await interleaved(seed: 1, .priorities(changes: 0, steps: 205)) {
                let store1 = try await store.makeStore(connectionString: "mysql://john:***@plain/\(attempt)")
                async let task1: [[String]] = {
                    try await store1.add([CallTrace(module: "a", qualname: "a")])
                    return []
                }()
                async let task2: [[String]] = {
                    try await store1.add([CallTrace(module: "a", qualname: "b")])
                    return []
                }()
                var answers = try await task1 + task2
                answers.append(try await store1.filter(module: "a").map { try $0.toTrace().qualname })
                return answers
            }
            if !lawful.contains(answers) { failures += 1 }
        }
        #expect(failures == 100)
    }

    @Test func `a lock that a canceled task keeps is told as a stall, by a program`() async throws {
        let violation = try #require(try await verdict(on: "turn of a canceled add").violations.first)
        #expect(violation.expected == "an answer")
        #expect(violation.got.contains("every task is suspended, and none was resumed for 5.0 seconds; none was ever"))
        #expect(violation.program.contains { $0.contains("try await canceled(afterTurns: ") })
    }

    @Test func `a program with a call that is canceled fails every time`() async throws {
        let store = try FaultyStore.named("unlocked without a lock")
        var failures = 0
        for attempt in 1...100 {
            let lawful = [
                [["returned"], ["b", "a"]],
                [["threw"], ["b", "a"]],
                [["returned"], ["a", "b"]],
                [["threw"], ["a", "b"]],
            ]
            // As printed, but for the connection string.
            let answers = try await interleaved(seed: 18, .priorities(changes: 1, steps: 21)) {
                let store1 = try await store.makeStore(connectionString: "mysql://john:***@plain/\(attempt)")
                async let task1: [[String]] = {
                    var answers: [[String]] = []
                    do {
                        try await canceled(afterTurns: 0) {
                            try await store1.add([CallTrace(module: "a", qualname: "a")])
                        }
                        answers.append(["returned"])
                    } catch {
                        answers.append(["threw"])
                    }
                    return answers
                }()
                async let task2: [[String]] = {
                    try await store1.add([CallTrace(module: "a", qualname: "a")])
                    return []
                }()
                async let task3: [[String]] = {
                    try await store1.add([CallTrace(module: "a", qualname: "b")])
                    return []
                }()
                var answers = try await task1 + task2 + task3
                answers.append(try await store1.filter(module: "a").map { try $0.toTrace().qualname })
                return answers
            }
            if !lawful.contains(answers) { failures += 1 }
        }
        #expect(failures == 100)
    }

    @Test func `what happens between suspensions is not seen`() async throws {
        #expect(try await verdict(on: "moved in two steps").outcome == .passed)
    }

    @Test(arguments: LawfulStore.all.map(\.name))
    func `a lawful store is not condemned`(_ name: String) async throws {
        let verdict = await Clause.model3.judge(try Catalog.subject(named: name))
        #expect(verdict.outcome == .passed || verdict.outcome == .notApplicable, "\(verdict.details ?? "")")
    }
}
