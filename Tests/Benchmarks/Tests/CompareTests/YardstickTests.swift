import Testing

@testable import compare

struct YardstickTests {
    private let own = Quantity.seconds(2)

    @Test func `speed is the other time divided by the own time`() {
        let speed = Yardstick.speed(atLeast: 5)
        #expect(speed.ratio(own: own, other: .seconds(10)) == "5.00 x")
        #expect(speed.target == "5 x")
        #expect(speed.isReached(own: own, other: .seconds(10)) == true)
        #expect(speed.isReached(own: own, other: .seconds(9.999)) == false)
        #expect(Yardstick.speed(atLeast: 0.7).isReached(own: own, other: .seconds(1.4)) == true)
    }

    @Test func `without a number there is no target`() {
        #expect(Yardstick.speed(atLeast: nil).target == nil)
        #expect(Yardstick.speed(atLeast: nil).isReached(own: own, other: .seconds(1)) == nil)
    }

    @Test func `size is a fraction of the other's`() {
        let size = Yardstick.size(oneIn: 20)
        #expect(size.ratio(own: .bytes(2e6), other: .bytes(160e6)) == "1/80.0")
        #expect(size.target == "1/20")
        #expect(size.isReached(own: .bytes(2e6), other: .bytes(40e6)) == true)
        #expect(size.isReached(own: .bytes(2e6), other: .bytes(39e6)) == false)
    }

    @Test func `growth is the own quantity divided by the other`() {
        let growth = Yardstick.growth(atMost: 1.2)
        #expect(growth.ratio(own: .seconds(3), other: own) == "1.50 x as much")
        #expect(growth.isReached(own: .seconds(3), other: own) == false)
        #expect(growth.isReached(own: own, other: own) == true)
    }

    @Test func `a limit does not depend on the other`() {
        let limit = Yardstick.limit(.bytes(200e6))
        #expect(limit.target == "under 200 MB")
        #expect(limit.isReached(own: .bytes(199e6), other: .bytes(1)) == true)
        #expect(limit.isReached(own: .bytes(200e6), other: .bytes(1e12)) == false)
    }
}
