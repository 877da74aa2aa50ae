import CallTraces
import Foundation
import Testing

@testable import CallTraceContract

@Suite struct NearTwinsTests {
    private static let bases = [NearTwins.generic, NearTwins.rich]

    /// What a store that forgets or confuses some part of a trace takes for the trace's identity.
    private static let identities: [(name: String, of: @Sendable (CallTrace) -> [String])] = [
        ("no module", { [$0.qualname, arguments($0), types($0)] }),
        ("no qualname", { [$0.module, arguments($0), types($0)] }),
        ("module and qualname joined", { ["\($0.module).\($0.qualname)", arguments($0), types($0)] }),
        ("module and qualname in any order", { [$0.module, $0.qualname].sorted() + [arguments($0), types($0)] }),
        ("no arguments", { [$0.module, $0.qualname, types($0)] }),
        ("names of arguments alone", { [$0.module, $0.qualname, "\($0.argTypes.map(\.name))", types($0)] }),
        ("types of arguments alone", { [$0.module, $0.qualname, "\($0.argTypes.map { text($0.type) })", types($0)] }),
        (
            "names and types of arguments apart",
            {
                [
                    $0.module, $0.qualname, "\($0.argTypes.map(\.name))\($0.argTypes.map { text($0.type) }.sorted())",
                    types($0),
                ]
            }
        ),
        (
            "names of arguments joined",
            { trace in
                [
                    trace.module, trace.qualname, trace.argTypes.map(\.name).joined(),
                    "\(trace.argTypes.map { text($0.type) })", types(trace),
                ]
            }
        ),
        (
            "a name joined with its type",
            { trace in
                [trace.module, trace.qualname, "\(trace.argTypes.map { $0.name + text($0.type) })", types(trace)]
            }
        ),
        ("names of arguments without case", { [$0.module, $0.qualname, arguments($0).lowercased(), types($0)] }),
        ("no return type", { [$0.module, $0.qualname, arguments($0), text($0.yieldType)] }),
        ("no yield type", { [$0.module, $0.qualname, arguments($0), text($0.returnType)] }),
        (
            "return and yield in any order",
            { [$0.module, $0.qualname, arguments($0)] + [text($0.returnType), text($0.yieldType)].sorted() }
        ),
        ("return or yield", { [$0.module, $0.qualname, arguments($0), text($0.returnType ?? $0.yieldType)] }),
        (
            "None is nothing",
            { trace in
                [trace.module, trace.qualname, arguments(trace)]
                    + [trace.returnType, trace.yieldType].map { $0 == .noneType ? "" : text($0) }
            }
        ),
        (
            "return and yield among the arguments",
            { trace in
                [
                    trace.module, trace.qualname,
                    "\((trace.argTypes.map { ($0.name, text($0.type)) } + [("return", text(trace.returnType)), ("yield", text(trace.yieldType))]).filter { !$0.1.isEmpty })",
                ]
            }
        ),
    ]

    @Test(arguments: identities.map(\.name)) func `a part that is forgotten or confused merges two traces`(name: String)
        throws
    {
        let identity = try #require(Self.identities.first { $0.name == name })
        let traces = NearTwins.kinds.flatMap(\.cases)
        #expect(Set(traces.map(identity.of)).count < traces.count)
    }

    /// What a store that forgets or confuses part of a type, at some depth and below, takes for the type's identity.
    @Test(
        arguments: ["module", "qualname", "joined", "kind", "empty", "order", "boundary", "all", "dict as elements"],
        [1, 2, 3, 4]
    )
    func `part of a type that is forgotten at any depth merges two traces`(part: String, depth: Int) {
        let merged = NearTwins.kinds.flatMap(\.cases)
            .filter { ["m.a", "m.b"].contains($0.module) && $0.qualname == "C.f" }
            .map { trace in
                ([trace.module]
                    + trace.argTypes.map { "\($0.name)=\(Self.text($0.type, forgetting: part, from: depth))" }
                    + [trace.returnType, trace.yieldType].map { Self.text($0, forgetting: part, from: depth) })
                    .joined(separator: ";")
            }
        // The deepest types have no order, and no fields or elements to leave out.
        guard !(depth == 4 && ["order", "boundary", "all", "dict as elements"].contains(part)) else { return }
        #expect(Set(merged).count < merged.count)
    }

    @Test(arguments: bases) func `near twins differ from a trace and from one another`(base: CallTrace) {
        let twins = NearTwins.of(base).map(\.trace)
        #expect((100...500).contains(twins.count), "\(twins.count)")
        #expect(Set(twins + [base]).count == twins.count + 1)
        #expect(twins.allSatisfy { $0.isSerializable })
        #expect(Set(NearTwins.of(base).map(\.name)).count == twins.count)
    }

    private static func arguments(_ trace: CallTrace) -> String {
        "\(trace.argTypes.map { "\($0.name)=\(text($0.type))" })"
    }

    private static func types(_ trace: CallTrace) -> String { "\(text(trace.returnType)) \(text(trace.yieldType))" }

    private static func text(_ type: TypeReference?) -> String { text(type, forgetting: "", from: .max) }

    private static func text(_ type: TypeReference?, forgetting part: String, from depth: Int) -> String {
        guard let type else { return "" }
        let forgotten = depth <= 1 ? part : ""
        let name =
            switch forgotten {
            case "module": type.qualname
            case "qualname": type.module
            case "joined": "\(type.module).\(type.qualname)"
            default: "\(type.module)|\(type.qualname)"
            }
        func inner(_ type: TypeReference) -> String { text(type, forgetting: part, from: depth - 1) }
        func list(_ texts: [String]) -> String {
            switch forgotten {
            case "order": texts.sorted().joined(separator: ",")
            case "boundary":
                texts.joined(separator: ",").replacingOccurrences(of: "]", with: "").replacingOccurrences(
                    of: "[",
                    with: ""
                )
            default: texts.joined(separator: ",")
            }
        }
        if forgotten == "all" { return name }
        switch type.content {
        case .bare:
            return name + (forgotten == "kind" ? "[]" : "")
        case .elementTypes(let types):
            return types.isEmpty && forgotten == "empty" ? name : name + "[\(list(types.map(inner)))]"
        case .typedDict(let fields):
            if fields.isEmpty, ["kind", "empty"].contains(forgotten) {
                return name + (forgotten == "kind" ? "[]" : "")
            }
            if forgotten == "dict as elements" { return name + "[\(list(fields.map { inner($0.type) }))]" }
            return name + "{\(list(fields.map { "\($0.name):\(inner($0.type))" }))}"
        }
    }
}
