extension History {
    /// The steps one after another, in each order in which the tasks could run, up to a maximum number of orders.
    func orders(upTo maximum: Int) -> [[Step]] {
        var orders: [[Step]] = [Array(beginning)]
        var rests: [[[Step]]] = [tasks]
        var isComplete = false
        // Breadth first: each round adds one step to every order.
        while !isComplete {
            isComplete = true
            var (longer, longerRests): ([[Step]], [[[Step]]]) = ([], [])
            for (order, rest) in zip(orders, rests) {
                guard rest.contains(where: { !$0.isEmpty }) else {
                    longer.append(order)
                    longerRests.append(rest)
                    continue
                }
                for task in rest.indices where longer.count < maximum {
                    guard let step = rest[task].first else { continue }
                    isComplete = false
                    var rest = rest
                    rest[task].removeFirst()
                    longer.append(order + [step])
                    longerRests.append(rest)
                }
            }
            (orders, rests) = (longer, longerRests)
        }
        return orders.map { $0 + ending }
    }
}
