/// Sells carts.
enum Shop {
    /// Nothing was in the cart.
    struct EmptyCart: Error {}

    private static let till = Till()

    /// Lets customers in, and returns how many bought something.
    static func open(forCustomers customers: Int) async -> Int {
        var sales = 0
        for customer in 0..<customers {
            var cart = Cart()
            if customer.isMultiple(of: 2) { cart.add(Book(title: "Swift", price: 40), count: 1) }
            if customer.isMultiple(of: 3) { cart.add(Fruit(grams: Int16(750)), count: 2) }
            let name = customer.isMultiple(of: 5) ? "customer \(customer)" : nil
            if (try? await sell(cart, to: name)) != nil { sales += 1 }
        }
        return sales
    }

    /// Sells a cart, with a discount for customers whose name is known.
    static func sell(_ cart: Cart, to name: String?) async throws -> [String: Double] {
        try await tracer.traced(["cart": cart, "name": name as Any], of: Shop.self) {
            guard !cart.prices.isEmpty else { throw EmptyCart() }
            let total = cart.total(discount: name == nil ? nil : 3)
            return ["total": total, "sum of the day": await till.take(total)]
        }
    }
}

/// Where the money goes.
private actor Till {
    private var sum = 0.0

    func take(_ amount: Double) -> Double {
        sum += amount
        return sum
    }
}
