import CallTraces

/// A call trace as bytes: each text is preceded by its length, and each list by its count.
struct TraceBytes: Sendable {
    /// Thrown when the bytes are not those of a trace.
    struct Damaged: Error {}

    private let bytes: [UInt8]

    init(_ trace: CallTrace) {
        var writer = Writer()
        writer.write(trace.module)
        writer.write(trace.qualname)
        writer.write(trace.argTypes)
        writer.write(trace.returnType)
        writer.write(trace.yieldType)
        bytes = writer.bytes
    }

    func trace() throws -> CallTrace {
        var reader = Reader(rest: bytes[...])
        return CallTrace(
            module: try reader.readText(),
            qualname: try reader.readText(),
            argTypes: try reader.readTypes(),
            returnType: try reader.readOptionalType(),
            yieldType: try reader.readOptionalType()
        )
    }

    /// Writes values in the order in which `Reader` reads them.
    ///
    /// Types are no deeper than serialized ones, which bounds the recursion.
    private struct Writer {
        var bytes: [UInt8] = []

        mutating func write(_ number: Int) {
            withUnsafeBytes(of: UInt64(number).littleEndian) { bytes += $0 }
        }

        mutating func write(_ text: String) {
            write(text.utf8.count)
            bytes += text.utf8
        }

        mutating func write(_ types: NamedTypes) {
            write(types.count)
            for element in types {
                write(element.name)
                write(element.type)
            }
        }

        mutating func write(_ type: TypeReference?) {
            write(type == nil ? 0 : 1)
            if let type { write(type) }
        }

        mutating func write(_ type: TypeReference) {
            write(type.module)
            write(type.qualname)
            switch type.content {
            case .bare:
                write(0)
            case .elementTypes(let types):
                write(1)
                write(types.count)
                for type in types { write(type) }
            case .typedDict(let fields):
                write(2)
                write(fields)
            }
        }
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func readNumber() throws -> Int {
            try take(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        }

        mutating func readText() throws -> String {
            String(decoding: try take(readNumber()), as: UTF8.self)
        }

        mutating func readTypes() throws -> NamedTypes {
            NamedTypes(try (0..<readNumber()).map { _ in (try readText(), try readType()) })
        }

        mutating func readOptionalType() throws -> TypeReference? {
            try readNumber() == 0 ? nil : readType()
        }

        mutating func readType() throws -> TypeReference {
            let (module, qualname) = (try readText(), try readText())
            let content: TypeReference.Content =
                switch try readNumber() {
                case 0: .bare
                case 1: .elementTypes(try (0..<readNumber()).map { _ in try readType() })
                default: .typedDict(try readTypes())
                }
            return TypeReference(module: module, qualname: qualname, content: content)
        }

        private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
            guard count >= 0, count <= rest.count else { throw Damaged() }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
    }
}
