import CallTraceContract
import CallTraces
import CallTracesSQLite
import Foundation
import Testing

/// However often a writer is killed, the file opens, acknowledged batches are there, and no batch is stored in part.
@Suite(.serialized)
struct SQLiteStoreKillTests {
    @Test(arguments: 0..<(try Strength().kills.files))
    func `a file survives the death of its writers at any moment`(number: Int) async throws {
        let folder = try TemporaryFolder()
        var generator = SeededGenerator(seed: UInt64(number))
        var acknowledged = 0
        for round in 0..<(try Strength().kills.each) {
            let delay = UInt32.random(in: 0..<100_000, using: &generator)
            let start = KilledWriter.Start.allCases[round % 2]
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [
                    path = folder.path as String, round = round as Int, delay = delay as UInt32,
                    isEarly = (start == .process) as Bool
                ] in
                try await KilledWriter(folder: path, round: round)
                    .add(killedAfter: delay, from: isEarly ? .process : .acknowledgment)
            }
            let store = try await SQLiteStore.makeStore(connectionString: folder.file())
            for round in 0...round {
                try await KilledWriter(folder: folder.path, round: round).expectSound(in: store)
            }
            acknowledged += try KilledWriter(folder: folder.path, round: round).acknowledged().reduce(0, +)
            #expect(try SQL.texts("PRAGMA integrity_check", in: folder.file()) == ["ok"])
        }
        #expect(acknowledged > 0)
    }
}
