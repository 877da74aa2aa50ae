import CallTraces
import Testing

@testable import CallTracesSQLite

/// Rows are distinct by their bytes, whatever their hashes.
struct DistinctRowsTests {
    @Test(arguments: [RowHasher(bits: 0), RowHasher(bits: 1), RowHasher()])
    func `identical rows are kept once, and rows that differ in one part are all kept`(hasher: RowHasher) throws {
        let rows = try CallTrace.differingInOnePart.map { try CallTraceRow($0) }
        var distinct = DistinctRows(hasher)
        #expect(rows.map { distinct.insert($0) } == rows.map { _ in nil })
        #expect(rows.indices.reversed().map { distinct.insert(rows[$0]) } == rows.indices.reversed())
        #expect(distinct.rows == rows)
        #expect(distinct.hashes == rows.map(hasher.hash))
    }

    @Test func `moving a byte from one part to the next changes the hash`() throws {
        func hash(_ parts: String?...) -> Int {
            RowHasher().hash(
                CallTraceRow(
                    module: parts[0] ?? "",
                    qualname: parts[1] ?? "",
                    argTypes: parts[2] ?? "",
                    returnType: parts[3],
                    yieldType: parts[4]
                )
            )
        }
        #expect(hash("mf", "g", "{}", nil, nil) != hash("m", "fg", "{}", nil, nil))
        #expect(hash("m", "f{", "}", nil, nil) != hash("m", "f", "{}", nil, nil))
        #expect(hash("m", "f", "{}t", "", nil) != hash("m", "f", "{}", "t", nil))
        #expect(hash("m", "f", "{}", "t", nil) != hash("m", "f", "{}", nil, "t"))
        #expect(hash("m", "f", "{}", "", nil) != hash("m", "f", "{}", nil, ""))
        #expect(hash("m", "f", "{}", "t", nil) == hash("m", "f", "{}", "t", nil))
    }
}
