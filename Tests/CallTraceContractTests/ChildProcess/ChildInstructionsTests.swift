import CallTraces
import Foundation
import Testing

@testable import CallTraceContract

@Suite struct ChildInstructionsTests {
    private let instructions = ChildInstructions(
        clause: "ADD-11",
        storeName: "RedisStore",
        connectionString: "redis://\u{e9}\0",
        batches: 3,
        batchSize: 2,
        waitsForKill: true
    )

    @Test func `instructions pass through the environment byte for byte`() throws {
        let text = String(decoding: try JSONEncoder().encode(instructions), as: UTF8.self)
        let read = try #require(try ChildInstructions.instructions(in: text))
        #expect(Array(read.connectionString.utf8) == Array(instructions.connectionString.utf8))
        #expect(read.batch(2) == instructions.batch(2) && read.waitsForKill)
    }

    @Test func `there are no instructions without the variable, and nonsense in it is a kit error`() throws {
        #expect(try ChildInstructions.instructions(in: nil) == nil)
        let error = #expect(throws: KitError.self) { try ChildInstructions.instructions(in: "{") }
        #expect(error?.description.contains(ChildInstructions.variable) == true)
    }

    @Test func `batches have no trace in common`() {
        #expect(instructions.batch(0).map(\.qualname) == ["batch0.f0", "batch0.f1"])
        #expect(Set((0..<3).flatMap(instructions.batch)).count == 6)
    }

    @Test func `kill points are spread over an add, and leave the process batches to add`() {
        let points = KillPoint.spread(4)
        #expect(points.map(\.acknowledgments) == [1, 2, 3, 4])
        #expect(points.map(\.fraction) == [0.125, 0.375, 0.625, 0.875])
        #expect(points.allSatisfy { $0.batches > $0.acknowledgments + 1 })
    }

    @Test func `batches are found whole, torn and missing`() {
        let found = instructions.batch(0) + instructions.batch(1).prefix(1)
        let thunks = found.map { trace in Result { try CallTraceRow(trace) } }.compactMap { try? $0.get() }
        let written = WrittenBatches(FilterResult(number: 1, thunks: thunks), of: instructions, acknowledged: 2)
        #expect(written.all == 0..<3 && written.acknowledged == 0..<2)
        #expect(written.all.map(written.isWhole) == [true, false, false])
        #expect(written.all.map(written.isBegun) == [true, true, false])
        #expect(written.text(of: 1) == "is stored with 1 of 2 traces")
        #expect(written.text(of: 2) == "is missing")
    }
}
