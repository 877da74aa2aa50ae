import Testing

@testable import compare

struct MedianTests {
    @Test func `of an odd number the middle one is taken, whatever the order`() throws {
        #expect(try [9.0, 1, 5].median == 5)
        #expect(try [7.0].median == 7)
    }

    @Test func `of an even number it lies between the two in the middle`() throws {
        #expect(try [4.0, 1, 100, 2].median == 3)
    }

    @Test func `nothing has no median`() {
        #expect(throws: NoMedian.self) { try [Double]().median }
    }

    @Test func `processes that do not print a figure are left out`() throws {
        let figures: [Figures] = [[.add: 1], [.add: 3, .filterFew: 8], [.add: 2]]
        #expect(try figures.median(.add) == 2)
        #expect(try figures.median(.filterFew) == 8)
        #expect(throws: NoMedian.self) { try figures.median(.latePeak) }
    }
}
