import Synchronization

/// The hosts of a connection string, of which the connections of a store use one until it fails.
final class Hosts: Sendable {
    private let hosts: [ConnectionString.Host]
    private let uses: Atomic<Int>

    /// The host that the next store of this process begins with.
    private static let next = Atomic(Int.random(in: 0..<1_024))

    init(_ hosts: [ConnectionString.Host]) {
        self.hosts = hosts
        uses = Atomic(Self.next.wrappingAdd(1, ordering: .relaxed).oldValue)
    }

    var count: Int { hosts.count }

    /// A number that changes with the current host.
    var current: Int { uses.load(ordering: .relaxed) }

    subscript(use: Int) -> ConnectionString.Host { hosts[use % hosts.count] }

    /// Moves on to the next host, unless another connection has done so.
    func moveOn(from use: Int) {
        _ = uses.compareExchange(expected: use, desired: use + 1, ordering: .relaxed)
    }
}
