import CallTraces
import Foundation
import Testing

@testable import CallTraceContract

@Suite struct ChildInstructionsTests {
    private let instructions = ChildInstructions(
        clause: "ADD-11",
        storeName: "RedisStore",
        connectionString: "redis://\u{e9}\0",
        directory: "/tmp",
        work: .isHeld(FileSizeLimit(fraction: 0.5)),
        series: BatchSeries(count: 3, size: 2),
        waitsForKill: true
    )

    @Test func `instructions pass through the environment byte for byte`() throws {
        let text = String(decoding: try JSONEncoder().encode(instructions), as: UTF8.self)
        let read = try #require(try ChildInstructions.instructions(in: text))
        #expect(Array(read.connectionString.utf8) == Array(instructions.connectionString.utf8))
        #expect(read.series.traces(2) == instructions.series.traces(2) && read.waitsForKill)
        guard case .isHeld(let limit) = read.work else {
            Issue.record("\(read.work)")
            return
        }
        #expect(limit.fraction == 0.5)
    }

    @Test func `there are no instructions without the variable, and nonsense in it is a kit error`() throws {
        #expect(try ChildInstructions.instructions(in: nil) == nil)
        let error = #expect(throws: KitError.self) { try ChildInstructions.instructions(in: "{") }
        #expect(error?.description.contains(ChildInstructions.variable) == true)
    }

    @Test func `kill points are spread over an add, and leave the process batches to add`() {
        let points = KillPoint.spread(4)
        #expect(points.map(\.acknowledgments) == [1, 2, 3, 4])
        #expect(points.map(\.fraction) == [0.125, 0.375, 0.625, 0.875])
        #expect(points.allSatisfy { $0.batches > $0.acknowledgments + 1 })
    }
}
