import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct HistoryExclusionsTests {
    /// Finds what an exclusion excludes in a history, as a persistent or an ephemeral store sees it.
    private typealias Finder = @Sendable (_ history: History, _ isPersistent: Bool) -> Bool

    private static let finders: [(exclusion: HistoryExclusions, isFound: Finder)] = [
        (.reopening, { history, _ in history.connectionStrings.count > Set(history.connectionStrings).count }),
        (.reopening, { history, _ in history.has { if case .release = $0 { true } else { false } } }),
        (.otherConnectionStrings, { history, _ in Set(history.connectionStrings).count > 1 }),
        (.emptyStores, { history, isPersistent in history.reads(isPersistent) { _, stored in stored.isEmpty } }),
        (.emptyBatches, { history, _ in history.batches.contains { $0.isEmpty } }),
        (.unserializableTraces, { history, _ in history.traces.contains { !$0.isSerializable } }),
        (.types, { history, _ in history.traces.contains { $0.isSerializable && $0.hasTypes } }),
        (.unusualText, { history, _ in !history.names.allSatisfy { $0.utf8.allSatisfy(isUsual) } }),
        (
            .otherModules,
            { history, _ in
                Set((history.traces.map(\.module) + history.queries.map(\.module)).map(ExactString.init)).count > 1
            }
        ),
        (
            .unknownModules,
            { history, isPersistent in
                history.reads(isPersistent) { module, stored in module.map { !stored.contains($0) } ?? false }
            }
        ),
        (.prefixes, { history, _ in history.queries.contains { $0.prefix != nil } }),
        (.limits, { history, _ in history.queries.contains { $0.limit != nil } }),
        (.negativeLimits, { history, _ in history.queries.contains { ($0.limit ?? 0) < 0 } }),
        (.order, { history, _ in history.queries.contains { $0.limit != nil } }),
        (.duplicates, { history, isPersistent in history.addsDuplicates(isPersistent) }),
        (.laterDecoding, { history, _ in history.has { if case .decode = $0 { true } else { false } } }),
        (.listing, { history, _ in history.has { if case .listModules = $0 { true } else { false } } }),
    ]

    private static func isUsual(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7a, 0x41...0x5a, 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "<"), UInt8(ascii: ">"): true
        default: false
        }
    }

    private func histories(isPersistent: Bool) throws -> [History] {
        try isPersistent
            ? RandomHistories.persistent.get() + RandomHistories.withClock.get() : RandomHistories.ephemeral.get()
    }

    private func concurrent(isPersistent: Bool) -> [History] {
        (0..<120).map { History.concurrent($0, of: Histories(), for: isPersistent ? .persistent : .ephemeral) }
    }

    /// Whether every step uses an open store or an earlier result.
    private func isWellFormed(_ history: History) -> Bool {
        history.renumbered.isWellFormed && history.renumbered.steps.count == history.steps.count
    }

    @Test(arguments: finders.indices, [true, false])
    func `random histories have nothing of what is excluded, and all of the rest`(
        _ index: Int,
        isPersistent: Bool
    ) throws {
        let (exclusion, isFound) = Self.finders[index]
        let histories = try histories(isPersistent: isPersistent)
        let subject = isPersistent ? AnySubject.persistent : .ephemeral
        #expect(histories.contains { isFound($0, isPersistent) })
        for history in histories {
            let rest = history.excluding(exclusion, for: subject)
            #expect(!isFound(rest, isPersistent), "\(rest.program)")
            #expect(isWellFormed(rest), "\(rest.program)")
        }
        let rest = histories.map { $0.excluding(exclusion, for: subject) }
        for (other, isOtherFound) in Self.finders where !Self.implied(by: exclusion).contains(other) {
            #expect(rest.contains { isOtherFound($0, isPersistent) }, "\(exclusion) leaves none of \(other)")
        }
        #expect(rest.contains { $0.traces.count > 20 && $0.queries.count > 5 })
    }

    /// What no history can have once something else is excluded.
    private static func implied(by exclusion: HistoryExclusions) -> [HistoryExclusions] {
        switch exclusion {
        case .limits, .order: [.limits, .order, .negativeLimits]
        default: [exclusion]
        }
    }

    @Test(arguments: finders.indices, [true, false])
    func `concurrent histories have nothing of what is excluded, in any order of their steps`(
        _ index: Int,
        isPersistent: Bool
    ) {
        let (exclusion, isFound) = Self.finders[index]
        for history in concurrent(isPersistent: isPersistent) {
            let rest = history.excluding(exclusion, for: isPersistent ? .persistent : .ephemeral)
            for order in rest.orders(upTo: 30) {
                #expect(!isFound(History(steps: order), isPersistent), "\(rest.program)")
            }
            #expect(isWellFormed(rest), "\(rest.program)")
            #expect(rest.tasks.count <= history.tasks.count)
        }
    }

    @Test func `nothing excluded leaves a history as it is`() throws {
        for history in try histories(isPersistent: true) + concurrent(isPersistent: true) {
            let same = history.excluding([], for: .persistent)
            #expect(same.program == history.program && same.steps.map(\.task) == history.steps.map(\.task))
        }
    }

    @Test func `several exclusions leave out what each of them does`() throws {
        let all = Self.finders.reduce(into: HistoryExclusions()) { $0.formUnion($1.exclusion) }
        for history in try histories(isPersistent: true) + concurrent(isPersistent: true) {
            let rest = history.excluding(all, for: .persistent)
            for (exclusion, isFound) in Self.finders where ![.emptyStores, .unknownModules].contains(exclusion) {
                #expect(!isFound(rest, true), "\(exclusion): \(rest.program)")
            }
            #expect(isWellFormed(rest))
        }
    }
}

extension History {
    fileprivate var connectionStrings: [String] {
        steps.compactMap { step in
            guard case .makeStore(_, let connectionString) = step.operation else { return nil }
            return connectionString
        }
    }

    fileprivate var names: [String] {
        traces.flatMap { [$0.module, $0.qualname] + $0.argTypes.map(\.name) }
            + queries.flatMap { [$0.module, $0.prefix ?? ""] }
    }

    fileprivate func has(_ isMatch: (Step.Operation) -> Bool) -> Bool {
        steps.contains { isMatch($0.operation) }
    }

    fileprivate func addsDuplicates(_ isPersistent: Bool) -> Bool {
        var keys: [Int: String] = [:]
        var added: [String: Set<CallTrace>] = [:]
        return has { operation in
            switch operation {
            case .makeStore(let store, let connectionString):
                keys[store] = isPersistent ? connectionString : "store \(store)"
            case .add(let store, let batch):
                return batch.traces.contains { !added[keys[store, default: ""], default: []].insert($0).inserted }
            case .release, .filter, .decode, .listModules, .moveClock, .damage, .startProcess, .endProcess, .remark,
                .use, .addInTasks:
                break
            }
            return false
        }
    }

    /// Whether some read is of a store whose modules so far match; the module is that of a `filter`.
    fileprivate func reads(
        _ isPersistent: Bool,
        where isMatch: (_ module: ExactString?, _ stored: Set<ExactString>) -> Bool
    ) -> Bool {
        var keys: [Int: String] = [:]
        var stored: [String: Set<ExactString>] = [:]
        return has { operation in
            switch operation {
            case .makeStore(let store, let connectionString):
                keys[store] = isPersistent ? connectionString : "store \(store)"
            case .add(let store, let batch):
                let modules = batch.traces.filter(\.isSerializable).map { ExactString($0.module) }
                stored[keys[store, default: ""], default: []].formUnion(modules)
            case .filter(let store, _, let module, _, _):
                return isMatch(ExactString(module), stored[keys[store, default: ""], default: []])
            case .listModules(let store):
                return isMatch(nil, stored[keys[store, default: ""], default: []])
            case .release, .decode, .moveClock, .damage, .startProcess, .endProcess, .remark, .use, .addInTasks:
                break
            }
            return false
        }
    }
}

extension CallTrace {
    fileprivate var hasTypes: Bool { !argTypes.isEmpty || returnType != nil || yieldType != nil }
}
