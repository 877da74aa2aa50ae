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

    /// Traces each of which differs from the first in one part.
    static var differingInOnePart: [CallTrace] {
        let int = TypeReference(module: "builtins", qualname: "int")
        let trace = CallTrace(module: "m", qualname: "f", argTypes: ["a": int], returnType: int, yieldType: int)
        var traces = Array(repeating: trace, count: 7)
        traces[1].module = "n"
        traces[2].qualname = "g"
        traces[3].argTypes = ["b": int]
        traces[4].returnType = nil
        traces[5].yieldType = nil
        traces[6].returnType = .noneType
        return traces
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
