import CallTraces

extension Clause {
    /// ADD-12: the order of a call's arguments carries no meaning.
    public static let add12 = Clause(
        .add,
        12,
        .must,
        "the order of arguments carries no meaning",
        text: """
            The order of a call's arguments carries no meaning, nor does that of a typed dict's fields at any depth: two \
            traces that differ only in it are identical.
            """,
        hint:
            "how identical traces are found; sort arguments and fields by name before you compare, hash or write them.",
        alternatives: [
            .weaker(
                .keepsDuplicates,
                "Traces that differ only in the order of arguments are each returned, with every argument."
            ) { trial in
                try await trial.scenario("three orders of the arguments") {
                    let store = try await trial.makeStore()
                    try await store.add(Batch(orders))
                    try await store.expectFilter("m", gives: orders)
                }
            }
        ],
        deviationExcludes: .duplicates
    ) { trial in
        try await trial.scenario("three orders of the arguments, one add each") {
            let store = try await trial.makeStore()
            for trace in orders { try await store.add([trace]) }
            try await store.expectFilter("m", gives: [orders[0]])
        }
        try await trial.scenario("three orders of the arguments in one batch") {
            let store = try await trial.makeStore()
            try await store.add(Batch(orders))
            try await store.expectFilter("m", gives: [orders[0]])
        }
        try await trial.scenario(
            "orders of fields, one to three typed dicts deep, among element types",
            of: ordersOfFields
        ) {
            orders in
            let store = try await trial.makeStore()
            for (index, orders) in orders.enumerated() {
                try await store.add(Batch(orders + [CallTrace(module: "m", qualname: "other\(index)")]))
            }
            try await store.add(Batch(orders.flatMap { $0.reversed() }))
            return try await store.filter("m").decoded()
        } check: { orders, found in
            let decoded = found.filter {
                $0.seen(by: .functions) == Decoded.trace(orders[0]).seen(by: .functions)
            }
            trial.expect(decoded, are: [orders[0]])
        }
    }

    private static let ordersOfFields: [CaseKind<[CallTrace]>] = {
        func fields(_ names: [String], _ type: TypeReference) -> NamedTypes {
            NamedTypes(names.map { ($0, $0 == "b" ? .str : type) })
        }
        let orders = [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]]
        let wrappers: [(String, (NamedTypes) -> CallTrace)] = [
            (
                "20 arguments",
                { fields in
                    let more = (0..<17).map { ("x\($0)", TypeReference.int) }
                    let pairs = fields.map { ($0.name, $0.type) }
                    return CallTrace(
                        module: "m",
                        qualname: "many",
                        argTypes: NamedTypes(fields[0].name == "c" ? pairs + more : more + pairs)
                    )
                }
            ),
            (
                "the fields of an argument",
                { CallTrace(module: "m", qualname: "argument", argTypes: ["x": .record($0)]) }
            ),
            ("the fields of a return type", { CallTrace(module: "m", qualname: "return", returnType: .record($0)) }),
            ("the fields of a yield type", { CallTrace(module: "m", qualname: "yield", yieldType: .record($0)) }),
            (
                "the fields of an element type",
                { CallTrace(module: "m", qualname: "element", returnType: .list(of: .record($0))) }
            ),
            (
                "the fields of a field",
                { CallTrace(module: "m", qualname: "field", argTypes: ["x": .record(["k": .record($0)])]) }
            ),
            (
                "the fields of an element of a field of a field",
                {
                    CallTrace(
                        module: "m",
                        qualname: "deep",
                        argTypes: ["x": .record(["k": .record(["l": .list(of: .record($0))])])]
                    )
                }
            ),
        ]
        return wrappers.map { name, trace in
            CaseKind(name, [orders.map { trace(fields($0, .list(of: .int))) }])
        }
    }()

    private static let orders: [CallTrace] = [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]].map { names in
        CallTrace(module: "m", qualname: "f", argTypes: NamedTypes(names.map { ($0, $0 == "b" ? .str : .int) }))
    }
}
