import CallTraces
import CallTracesSQLite

extension CallTrace {
    /// A trace that differs in its qualname and argument type.
    static func sample(_ qualname: String, _ argument: String = "int", module: String = "shop.cart") -> CallTrace {
        CallTrace(
            module: module,
            qualname: qualname,
            argTypes: ["value": TypeReference(module: "builtins", qualname: argument)],
            returnType: .noneType
        )
    }

    static func samples(_ range: Range<Int>, module: String = "shop.cart") -> [CallTrace] {
        range.map { .sample("f\($0)", module: module) }
    }
}

extension SQLiteStore {
    /// The qualnames of the traces of a module, newest first.
    func qualnames(of module: String = "shop.cart", prefix: String? = nil, limit: Int = 2_000) async throws -> [String]
    {
        try await filter(module: module, qualnamePrefix: prefix, limit: limit).map(\.qualname)
    }
}

extension Sequence<String> {
    /// The bytes of the strings, as Swift's `==` treats canonically equivalent strings as equal.
    var bytes: [[UInt8]] { map { Array($0.utf8) } }
}
