import CallTraces
import Foundation
import MySQLStore
import Testing

/// What a store does when nodes of its cluster fail.
@Suite(.serialized, .timeLimit(.minutes(4))) struct ClusterFailureTests {
    private static let cluster = Task {
        try await blocking { try Cluster(in: .shared(), named: "failing") }
    }

    @Test func `nothing that was stored is lost when a node is killed, and it catches up when it is back`() async throws
    {
        let cluster = try await Self.cluster.value
        let connectionString = cluster.connectionString("crash")
        let writers = try Writers(addingTo: connectionString, batches: 15, in: .shared())
        try await writers.run {
            try await writers.waitUntilStored(60)
            try await blocking { cluster.nodes[2].signal(SIGKILL) }
            let stored = writers.stored
            // The other two go on.
            try await writers.waitUntilStored(stored + 60)
            #expect(writers.stored < writers.batches)
            try await blocking { try cluster.nodes[2].start() }
        }
        for node in cluster.nodes { try await writers.expectAll(in: node.connectionString("crash")) }
    }

    @Test func `a node without the others refuses, and none answers from the past`() async throws {
        let cluster = try await Self.cluster.value
        let nodes = cluster.nodes
        var options = ConnectionOptions()
        options.patience = .milliseconds(200)
        options.answerTime = .seconds(2)
        let stores = try await cluster.stores(named: "cut", options: options)
        func answer(of node: Int) async throws -> Int? {
            do {
                return try await stores[node].filter(module: "m").count
            } catch let error as CallTraceError where error.code == .cannotRead {
                return nil
            }
        }
        try await stores[0].add((0..<10).map { CallTrace(module: "m", qualname: "f\($0)") })
        try await stores[1].add((10..<20).map { CallTrace(module: "m", qualname: "f\($0)") })

        // One of three is left, and it soon knows.
        for node in nodes.dropFirst() { node.signal(SIGSTOP) }
        while let count = try await answer(of: 0) { #expect(count == 20) }
        var refusals = 0
        for number in 0..<10 {
            await #expect(throws: CallTraceError.self) {
                try await stores[0].add([CallTrace(module: "m", qualname: "refused\(number)")])
            }
            if try await answer(of: 0) == nil { refusals += 1 }
        }
        #expect(refusals == 10)
        for node in nodes.dropFirst() { node.signal(SIGCONT) }
        try await blocking { for node in nodes { try node.waitUntilReady(nodes: 3) } }

        // Two of three go on without the first, which then wakes up and does not know what it has missed.
        nodes[0].signal(SIGSTOP)
        var isStored = false
        while !isStored {
            do {
                try await stores[1].add((20..<30).map { CallTrace(module: "m", qualname: "f\($0)") })
                isStored = true
            } catch is CallTraceError {}
        }
        nodes[0].signal(SIGCONT)
        var answers: [Int] = []
        while answers.count < 10 {
            if let count = try await answer(of: 0) { answers.append(count) }
        }
        #expect(answers == Array(repeating: 30, count: 10))

        try await blocking { for node in nodes { try node.waitUntilReady(nodes: 3) } }
        for store in stores {
            let found = try await store.filter(module: "m")
            #expect(found.map(\.qualname) == (0..<30).reversed().map { "f\($0)" })
        }
    }
}

extension Cluster {
    /// A store on each node alone.
    func stores(named name: String, options: ConnectionOptions = ConnectionOptions()) async throws -> [MySQLStore] {
        var stores: [MySQLStore] = []
        for node in nodes {
            stores.append(
                try await MySQLStore.makeStore(connectionString: node.connectionString(name), options: options)
            )
        }
        return stores
    }
}
