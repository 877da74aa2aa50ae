/// The members of a JSON object, whose values are read when they are asked for, by their type.
package struct JSONMembers: Sendable {
    private let bytes: [UInt8]
    private var values: [(name: String, range: Range<Int>)] = []

    /// Finds the members of an object.
    ///
    /// - Parameter bytes: The text of the object, in UTF-8.
    /// - Throws: An error that says what is wrong and where, but does not quote the text.
    package init(_ bytes: [UInt8]) throws {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw NotUTF8() }
        self.bytes = bytes
        values = try Self.values(in: bytes)
    }

    private static func values(in bytes: [UInt8]) throws -> [(name: String, range: Range<Int>)] {
        try bytes.withUnsafeBufferPointer { buffer in
            var scanner = JSONScanner(buffer)
            guard scanner.consume(.openBrace) else { throw scanner.fault(.noObject) }
            var values: [(name: String, range: Range<Int>)] = []
            var isFirst = true
            while try scanner.nextElement(before: .closeBrace, isFirst: &isFirst) {
                let name = try scanner.readName().string
                scanner.skipWhitespace()
                let start = scanner.offset
                _ = try scanner.skipValue()
                values.append((name, start..<scanner.offset))
            }
            try scanner.finish()
            return values
        }
    }

    /// The text of a value; the last one, if several have the name; `nil` if there is none, or it is `null`.
    private func value(_ name: String) -> ArraySlice<UInt8>? {
        guard let value = values.last(where: { $0.name.hasSameBytes(as: name) }).map({ bytes[$0.range] }),
            !value.elementsEqual("null".utf8)
        else { return nil }
        return value
    }

    /// A member that is an integer.
    package func integer(_ name: String) -> Int? {
        value(name).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    /// A member that is a string.
    package func text(_ name: String) -> String? {
        value(name).flatMap { try? Self.texts(in: $0, isArray: false).first }
    }

    /// A member that is an array of strings.
    package func texts(_ name: String) -> [String]? {
        value(name).flatMap { try? Self.texts(in: $0, isArray: true) }
    }

    /// A member that is an object.
    package func members(_ name: String) throws -> JSONMembers? {
        try value(name).map { try JSONMembers(Array($0)) }
    }

    /// The JSON text of a member, whatever it is.
    package func json(_ name: String) -> String? {
        value(name).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func texts(in bytes: ArraySlice<UInt8>, isArray: Bool) throws -> [String] {
        try bytes.withUnsafeBufferPointer { buffer in
            var scanner = JSONScanner(buffer)
            func text() throws -> String {
                guard scanner.consume(.quote) else { throw scanner.fault(.noText) }
                return try scanner.scanString().string
            }
            guard isArray else { return [try text()] }
            guard scanner.consume(.openBracket) else { throw scanner.fault(.noText) }
            var texts: [String] = []
            var isFirst = true
            while try scanner.nextElement(before: .closeBracket, isFirst: &isFirst) { texts.append(try text()) }
            return texts
        }
    }

    private struct NotUTF8: Error, CustomStringConvertible {
        var description: String { "the text is not UTF-8" }
    }
}
