import CallTraces

@testable import CallTraceContract

/// Concurrent calls in a readable notation: one call per line, as task, start and end, operation, and answer.
///
/// ```
/// 1 1...4 add a.f a.g -> done
/// 2 2...3 filter a -> g f
/// 2 5...6 filter a prefix f limit 2 -> f
/// - 7...8 modules -> a
/// ```
/// The task `-` means no task. A trace is its module and qualname; `a.f:int` returns an int, and `a.f!` cannot be serialized.
/// An empty list is `none`, and a thunk that does not decode is `?`.
struct CallTable {
    private struct Malformed: Error {
        let line: String
    }

    let calls: [ObservedCall]

    init(_ table: String) throws {
        calls = try table.split(separator: "\n").map { line in
            guard let call = Self.call(line.split(separator: " ").map(String.init)) else {
                throw Malformed(line: String(line))
            }
            return call
        }
    }

    private static func call(_ words: [String]) -> ObservedCall? {
        guard words.count > 3, let arrow = words.firstIndex(of: "->") else { return nil }
        let times = words[1].split(separator: "...").compactMap { Int($0) }
        let operationWords = Array(words[2..<arrow])
        guard times.count == 2, times[0] <= times[1], let operation = operation(operationWords),
            let answer = answer(to: operation, Array(words[(arrow + 1)...]))
        else { return nil }
        return ObservedCall(operation: operation, task: Int(words[0]), time: times[0]...times[1], answer: answer)
    }

    private static func operation(_ words: [String]) -> Step.Operation? {
        switch words[0] {
        case "add":
            return .add(store: 1, batch: Batch(words.dropFirst().map { trace($0) }))
        case "filter" where words.count.isMultiple(of: 2):
            func value(of name: String) -> String? { words.firstIndex(of: name).map { words[$0 + 1] } }
            return .filter(
                store: 1,
                result: 1,
                module: words[1],
                qualnamePrefix: value(of: "prefix"),
                limit: value(of: "limit").flatMap { Int($0) }
            )
        case "modules" where words.count == 1:
            return .listModules(store: 1)
        default:
            return nil
        }
    }

    private static func answer(to operation: Step.Operation, _ words: [String]) -> ObservedCall.Answer? {
        let words = words == ["none"] ? [] : words
        switch operation {
        case _ where words == ["threw"]:
            return .threw("Broken")
        case .add:
            return words == ["done"] ? .done : nil
        case .filter(_, _, let module, _, _):
            return .traces(words.map { $0 == "?" ? .failure("Broken") : .trace(trace($0, in: module)) })
        default:
            return .modules(words)
        }
    }

    private static func trace(_ text: String, in module: String = "a") -> CallTrace {
        let parts = text.split(separator: ":")
        let names = parts[0].split(separator: ".").map(String.init)
        let name = names.last ?? ""
        let isUnserializable = name.hasSuffix("!")
        return CallTrace(
            module: names.count > 1 ? names[0] : module,
            qualname: isUnserializable ? String(name.dropLast()) : name,
            returnType: isUnserializable ? Unserializable.inReturn.returnType : parts.count > 1 ? .int : nil
        )
    }
}
