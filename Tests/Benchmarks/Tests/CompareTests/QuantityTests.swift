import Testing

@testable import compare

struct QuantityTests {
    @Test(arguments: [
        (Quantity.seconds(12.34), "12.3 s"), (.seconds(1), "1.00 s"), (.seconds(0.9), "900 ms"),
        (.seconds(0.00123), "1.23 ms"), (.seconds(0.0000456), "45.6 µs"), (.bytes(181e6), "181 MB"),
        (.bytes(2_230_000), "2.23 MB"), (.bytes(4_096), "4.10 kB"),
    ])
    func `a quantity has three digits and a unit that fits`(quantity: Quantity, text: String) {
        #expect(quantity.description == text)
    }
}
