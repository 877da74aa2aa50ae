package import CallTraceContract

/// One fault of the space: an operator, at a place, with a value, from some call on.
package struct FaultPoint: Sendable {
    /// The kind of the operator.
    package let kind: FaultKind
    /// The name of the operator, such as `normalize`.
    package let operation: String
    /// Where it applies, such as `stored qualname`.
    package let place: String
    /// What it does there, such as `NFC`; empty if the operator has only one value.
    package let value: String
    /// The number of the first call to which the fault applies, by connection string; calls before it are lawful.
    package let firstCall: Int
    /// The clauses that name the fault; each of them may condemn it.
    package let naming: [Clause]
    /// Why the contract allows the fault; `nil` if it does not.
    package let allowance: String?
    /// What must happen at the right moment for the fault to show; `nil` if it always shows.
    package let chance: String?

    private let mutate: @Sendable (inout Components) -> Void

    init(_ kind: FaultKind, _ operation: String, _ place: FaultPlace, _ value: FaultValue, from firstCall: Int) {
        self.kind = kind
        self.operation = operation
        self.place = place.name
        self.value = value.name
        self.firstCall = firstCall
        naming = place.naming
        allowance = value.allowance
        chance = place.chance
        mutate = value.mutate
    }

    /// The fault as `operator at place (value)`.
    package var name: String {
        let details = [value, firstCall == 1 ? "" : "from call \(firstCall) on"].filter { !$0.isEmpty }
        return "\(operation) at \(place)" + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))")
    }

    /// A plain store with the fault, with traces of its own.
    package var subject: AnySubject {
        .plain(named: name, patience: .seconds(10)) { $0.mutate(from: firstCall, mutate) }
    }

    /// Opens a store with the fault.
    func open(_ connectionString: String, on server: PlainServer) async throws -> PlainStore {
        var components = Components(connectionString: connectionString, server: server)
        components.mutate(from: firstCall, mutate)
        return try await PlainStore(components)
    }
}

extension Components {
    /// Mutates the components for all calls from the nth of its kind on.
    fileprivate mutating func mutate(from first: Int, _ mutate: (inout Components) -> Void) {
        indexModules()
        guard first > 1 else { return mutate(&self) }
        let lawful = StoreCalls(self)
        mutate(&self)
        let faulty = calls ?? StoreCalls(self)
        let (adds, filters, lists) = (shared("adds", 0), shared("filters", 0), shared("lists", 0))
        calls = StoreCalls(
            add: { try await (adds.next() < first ? lawful : faulty).add($0) },
            filter: { try await (filters.next() < first ? lawful : faulty).filter($0) },
            list: { try await (lists.next() < first ? lawful : faulty).list() }
        )
    }
}

extension Locked<Int> {
    /// Counts one more, and returns the count.
    func next() -> Int {
        update { count in
            count += 1
            return count
        }
    }
}
