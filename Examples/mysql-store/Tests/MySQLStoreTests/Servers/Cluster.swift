import Foundation

/// Three servers on the loopback interface that replicate each other with Galera.
final class Cluster: Sendable {
    let nodes: [Server]

    /// Starts a cluster, and waits until every node is part of it.
    init(in folder: ServerFolder, named name: String) throws {
        let ports = try (0..<3).map { _ in try Ports() }
        let addresses = ports.map { "127.0.0.1:\($0.group)" }.joined(separator: ",")
        nodes = try ports.enumerated().map { number, ports in
            try Server(
                in: folder,
                named: "\(name)\(number + 1)",
                options: [
                    "--wsrep-on=ON", "--wsrep-provider=\(Self.provider)", "--wsrep-cluster-name=\(name)",
                    "--wsrep-cluster-address=gcomm://\(addresses)", "--wsrep-node-name=\(name)\(number + 1)",
                    "--wsrep-node-address=127.0.0.1", "--wsrep-sst-method=rsync",
                    "--wsrep-sst-receive-address=127.0.0.1:\(ports.stateTransfer)",
                    "--wsrep-provider-options=\(ports.providerOptions)",
                    "--binlog-format=ROW", "--innodb-autoinc-lock-mode=2", "--innodb-flush-log-at-trx-commit=2",
                ]
            )
        }
        try nodes[0].start(["--wsrep-new-cluster"])
        for node in nodes.dropFirst() { try node.start() }
    }

    private static let provider = "/usr/lib/galera/libgalera_smm.so"

    /// The ports of a node, besides the one for clients.
    private struct Ports {
        let group: Int
        let incremental: Int
        let stateTransfer: Int

        init() throws {
            (group, incremental, stateTransfer) = (try freePort(), try freePort(), try freePort())
        }

        var providerOptions: String {
            "base_port=\(group);gmcast.listen_addr=tcp://127.0.0.1:\(group);ist.recv_addr=127.0.0.1:\(incremental)"
        }
    }

    /// A connection string for a store of this name, on any node.
    func connectionString(_ name: String) -> String {
        let hosts = nodes.map { "127.0.0.1:\($0.port)" }.joined(separator: ",")
        return "mysql://\(Server.user)@\(hosts)/traces/\(name)"
    }

    /// The cluster of all tests that do no harm to it, which starts when it is first asked for.
    static func shared() throws -> Cluster { try started.get() }

    private static let started = Result { try Cluster(in: .shared(), named: "shared") }
}
