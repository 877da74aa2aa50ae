import Testing

@testable import compare

struct MedianTests {
    @Test func `the median of an odd number of elements is the middle one, whatever the order`() throws {
        #expect(try [9.0, 1, 5].median == 5)
        #expect(try [7.0].median == 7)
    }

    @Test func `the median of an even number of elements is the mean of the two middle ones`() throws {
        #expect(try [4.0, 1, 100, 2].median == 3)
    }

    @Test func `there is no median of nothing`() {
        #expect(throws: NoMedian.self) { try [Double]().median }
    }

    @Test func `processes that do not print a figure are ignored`() throws {
        let figures: [Figures] = [[.add: 1], [.add: 3, .filterFew: 8], [.add: 2]]
        #expect(try figures.median(.add) == 2)
        #expect(try figures.median(.filterFew) == 8)
        #expect(throws: NoMedian.self) { try figures.median(.latePeak) }
    }
}
