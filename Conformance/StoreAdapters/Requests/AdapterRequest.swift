import CallTraceContract
import CallTraces

/// A request as a line of JSON, without its id.
struct AdapterRequest: Sendable {
    /// The version of the protocol.
    static let protocolVersion = 1

    /// The line from the call on; the id comes before it.
    private var bytes: [UInt8] = []

    private init(_ call: StaticString) {
        begin("call")
        bytes.append(UInt8(ascii: "\""))
        call.withUTF8Buffer { bytes += $0 }
        bytes.append(UInt8(ascii: "\""))
    }

    /// A call of a store or a result, by its number.
    private init(_ call: StaticString, _ kind: StaticString, _ number: Int) {
        self.init(call)
        set(kind, to: number)
    }

    /// Writes the whole line of the request, with the line feed.
    ///
    /// - Parameters:
    ///   - id: The id of the request.
    ///   - task: The number of the concurrent task that makes the call; only printed programs name it.
    ///   - lines: The lines to which this one is appended.
    func write(id: Int, task: Int? = nil, to lines: inout [UInt8]) {
        lines += "{\"id\": \(id)\(task.map { ", \"task\": \($0)" } ?? "")".utf8
        lines += bytes
        lines += "}\n".utf8
    }

    private mutating func set(_ name: StaticString, to value: Int) {
        begin(name)
        bytes += String(value).utf8
    }

    private mutating func set(_ name: StaticString, to value: Bool) {
        begin(name)
        bytes += String(value).utf8
    }

    private mutating func set(_ name: StaticString, to value: String?) {
        guard let value else { return }
        begin(name)
        bytes.append(quoting: value)
    }

    private mutating func set(_ name: StaticString, to traces: some Sequence<CallTrace>) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for trace in traces {
            if !isFirst { bytes += ", ".utf8 }
            isFirst = false
            bytes.append(trace)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func begin(_ name: StaticString) {
        bytes += ", \"".utf8
        name.withUTF8Buffer { bytes += $0 }
        bytes += "\": ".utf8
    }
}

// MARK: The calls

extension AdapterRequest {
    /// The first request.
    static var hello: AdapterRequest {
        var request = AdapterRequest("hello")
        request.set("protocol", to: protocolVersion)
        request.set("contract", to: "\(Contract.Version.current)")
        return request
    }

    static func makeStore(_ store: Int, _ connectionString: String) -> AdapterRequest {
        var request = AdapterRequest("make_store", "store", store)
        request.set("connection_string", to: connectionString)
        return request
    }

    static func add(_ store: Int, _ traces: some Sequence<CallTrace>, isSinglePass: Bool) -> AdapterRequest {
        var request = AdapterRequest("add", "store", store)
        if isSinglePass { request.set("single_pass", to: true) }
        request.set("traces", to: traces)
        return request
    }

    /// Without a limit, the store's own default applies.
    static func filter(_ store: Int, _ result: Int, _ module: String, _ prefix: String?, _ limit: Int?)
        -> AdapterRequest
    {
        var request = AdapterRequest("filter", "store", store)
        request.set("result", to: result)
        request.set("module", to: module)
        request.set("qualname_prefix", to: prefix)
        if let limit { request.set("limit", to: limit) }
        return request
    }

    static func listModules(_ store: Int) -> AdapterRequest {
        AdapterRequest("list_modules", "store", store)
    }

    static func toTrace(_ result: Int, _ thunk: Int) -> AdapterRequest {
        var request = AdapterRequest("to_trace", "result", result)
        request.set("thunk", to: thunk)
        return request
    }

    /// Closes a `store` or a `result`.
    static func close(_ kind: StaticString, _ number: Int) -> AdapterRequest {
        AdapterRequest("close", kind, number)
    }
}

extension [UInt8] {
    fileprivate mutating func append(quoting text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var rest = utf8[...]
            while let index = rest.firstIndex(where: \.isEscapedInJSON) {
                self += rest[..<index]
                append(escaping: rest[index])
                rest = rest[(index + 1)...]
            }
            self += rest
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func append(escaping byte: UInt8) {
        if byte < 0x20 {
            self += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
        } else {
            self += [UInt8(ascii: "\\"), byte]
        }
    }

    fileprivate mutating func append(_ trace: CallTrace) {
        self += "{\"module\": ".utf8
        append(quoting: trace.module)
        self += ", \"qualname\": ".utf8
        append(quoting: trace.qualname)
        if !trace.argTypes.isEmpty {
            self += ", \"arg_types\": ".utf8
            append(trace.argTypes)
        }
        if let type = trace.returnType {
            self += ", \"return_type\": ".utf8
            append(type)
        }
        if let type = trace.yieldType {
            self += ", \"yield_type\": ".utf8
            append(type)
        }
        append(UInt8(ascii: "}"))
    }

    /// Appends types by name; the recursion is as deep as the kit's own traces.
    private mutating func append(_ types: NamedTypes) {
        append(UInt8(ascii: "{"))
        for (number, element) in types.enumerated() {
            if number > 0 { self += ", ".utf8 }
            append(quoting: element.name)
            self += ": ".utf8
            append(element.type)
        }
        append(UInt8(ascii: "}"))
    }

    private mutating func append(_ type: TypeReference) {
        self += "{\"module\": ".utf8
        append(quoting: type.module)
        self += ", \"qualname\": ".utf8
        append(quoting: type.isLocalInSwift ? "f.<locals>.Local" : type.qualname)
        switch type.content {
        case .bare:
            break
        case .elementTypes(let types):
            self += ", \"elem_types\": [".utf8
            for (number, type) in types.enumerated() {
                if number > 0 { self += ", ".utf8 }
                append(type)
            }
            append(UInt8(ascii: "]"))
        case .typedDict(let fields):
            self += ", \"elem_types\": ".utf8
            append(fields)
            self += ", \"is_typed_dict\": true".utf8
        }
        append(UInt8(ascii: "}"))
    }
}

extension UInt8 {
    fileprivate var isEscapedInJSON: Bool { self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") }
}
