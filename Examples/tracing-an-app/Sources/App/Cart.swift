/// What a customer wants to buy.
struct Cart {
    private(set) var prices: [Double] = []

    /// Adds an article; any type that can tell its price will do.
    mutating func add(_ article: some Article, count: Int) {
        tracer.traced(["self": self, "article": article, "count": count], of: Cart.self) {
            prices += Array(repeating: article.price, count: count)
        }
    }

    /// Returns the sum of the prices, less a discount in percent.
    func total(discount: Double?) -> Double {
        tracer.traced(["self": self, "discount": discount as Any], of: Cart.self) {
            prices.reduce(0, +) * (1 - (discount ?? 0) / 100)
        }
    }
}

/// Something that can be bought.
protocol Article {
    var price: Double { get }
}

/// An article with a fixed price.
struct Book: Article {
    let title: String
    let price: Double
}

/// An article that is sold by weight.
struct Fruit<Weight: BinaryInteger>: Article {
    let grams: Weight

    var price: Double { Double(grams) / 200 }
}
