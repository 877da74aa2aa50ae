import CallTraces
import Testing

@testable import FaultyStores

@Suite struct ObservableFaultTests {
    @Test(arguments: FaultKind.allCases)
    func `every fault of a sample shows`(kind: FaultKind) async throws {
        for point in FaultSpace.sample(100, seed: 3) where point.kind == kind && point.allowance == nil {
            let probe = FaultProbe(of: point)
            let lawful = try await probe.observations { connectionString, server in
                try await PlainStore(Components(connectionString: connectionString, server: server))
            }
            var shows = false
            // What depends on the order in which tasks run may take several attempts.
            for _ in 1...100 where !shows {
                shows = try await probe.observations(of: point.open) != lawful
            }
            #expect(shows, "\(point.name) changes nothing")
        }
    }
}
