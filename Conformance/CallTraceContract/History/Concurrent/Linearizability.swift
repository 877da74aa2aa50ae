/// Searches for an order of concurrent calls in which the model gives every observed answer.
///
/// This is Wing and Gong's search with Lowe's memoization: a set of completed calls with the same model is explored once.
/// (J. Wing and C. Gong, Testing and Verifying Concurrent Objects, 1993; G. Lowe, Testing for Linearizability, 2017.)
struct Linearizability {
    private struct Configuration: Hashable {
        var done: Set<Int> = []
        var model: Model
    }

    /// What an order must preserve.
    enum Precedence {
        /// A call that ended before another began comes before it: linearizability.
        case time
        /// The steps of a task, and what comes before and after the tasks, keep their order: all that a program can tell
        /// without looking at times.
        case program
    }

    private let calls: [ObservedCall]
    private let model: Model
    private let precedence: Precedence

    /// For each call, the calls that must come before it.
    private let predecessors: [Set<Int>]

    /// Prepares the search for an order that explains the calls.
    ///
    /// - Parameters:
    ///   - calls: The calls, in any order.
    ///   - model: What the store held before the first of them.
    ///   - precedence: What the order must preserve.
    init(of calls: [ObservedCall], from model: Model, preserving precedence: Precedence = .time) {
        self.calls = calls
        self.model = model
        self.precedence = precedence
        predecessors = calls.map { call in
            Set(calls.indices.filter { calls[$0].precedes(call, preserving: precedence) })
        }
    }

    /// An order that explains every answer, as indices of the calls, or `nil` if there is none.
    var order: [Int]? {
        var seen: Set<Configuration> = []
        // For each configuration on the way: the call that led to it, and the calls still to try from it.
        var path: [(call: Int?, configuration: Configuration, untried: [Int])] = []
        func enter(_ configuration: Configuration, by call: Int?) {
            guard seen.insert(configuration).inserted else { return }
            path.append((call, configuration, candidates(in: configuration)))
        }
        enter(Configuration(model: model), by: nil)
        while let (_, configuration, untried) = path.last {
            guard configuration.done.count < calls.count else { return path.compactMap(\.call) }
            guard let call = untried.last else {
                path.removeLast()
                continue
            }
            path[path.count - 1].untried.removeLast()
            guard let model = calls[call].played(to: configuration.model) else { continue }
            enter(Configuration(done: configuration.done.union([call]), model: model), by: call)
        }
        return nil
    }

    /// The calls that may come next, the one to try first last.
    ///
    /// If a query's answer fits, it is the only candidate: it changes nothing for the calls that follow.
    private func candidates(in configuration: Configuration) -> [Int] {
        let done = configuration.done
        let open = calls.indices.filter { !done.contains($0) && predecessors[$0].isSubset(of: done) }
        if let query = open.first(where: {
            calls[$0].operation.isQuery && calls[$0].played(to: configuration.model) != nil
        }) {
            return [query]
        }
        return open.sorted { calls[$0].time.lowerBound > calls[$1].time.lowerBound }
    }
}

extension Linearizability {
    /// A minimal subset of the calls that no order explains; all of them if they are linearizable.
    ///
    /// It drops queries, which cannot explain another answer, and adds that no remaining answer mentions: if no order
    /// explains the calls without them, none does with them.
    var core: [ObservedCall] {
        guard order == nil else { return calls }
        var core = calls
        var index = core.count - 1
        while index >= 0 {
            var rest = core
            let call = rest.remove(at: index)
            let isLeftOut =
                (call.operation.isQuery || Self.isUnmentioned(call, in: rest))
                && Linearizability(of: rest, from: model, preserving: precedence).order == nil
            if isLeftOut {
                core = rest
                // An add that was mentioned may not be anymore.
                index = core.count
            }
            index -= 1
        }
        return core
    }

    private static func isUnmentioned(_ call: ObservedCall, in rest: [ObservedCall]) -> Bool {
        guard case .add(_, let batch) = call.operation else { return false }
        return !rest.contains { other in batch.traces.contains(where: other.mentions) }
    }
}

extension ObservedCall {
    fileprivate func precedes(_ other: ObservedCall, preserving precedence: Linearizability.Precedence) -> Bool {
        // Calls of one task, and calls outside of any, never overlap: they are timed in program order.
        let isOrdered = precedence == .time || task == other.task || task == nil || other.task == nil
        return isOrdered && time.upperBound < other.time.lowerBound
    }
}
