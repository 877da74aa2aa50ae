import CallTraceContract
import CallTraces
import Testing

/// A name that cannot be parsed is kept as text, and no text crashes the parser.
struct SwiftTypeNameParserTests {
    @Test(
        arguments: [
            ("shop.Cart<<too complex>>", "shop", "Cart<<too complex>>"),
            ("shop.Cart<Swift.Int", "shop", "Cart<Swift.Int"),
            ("shop.Cart<Swift.Int>>", "shop", "Cart<Swift.Int>>"),
            ("shop.Cart<>x", "shop", "Cart<>x"),
            ("shop.", "Swift", "shop."),
            ("shop", "Swift", "shop"),
            (".Cart", "Swift", ".Cart"),
            ("(Swift.Int", "Swift", "(Swift.Int"),
            ("(Swift.Int) async", "Swift", "(Swift.Int) async"),
            ("(inout Swift.Int)", "Swift", "(inout Swift.Int)"),
            ("(a: Swift.Int) -> Swift.Int", "Swift", "(a: Swift.Int) -> Swift.Int"),
            ("@Sendable Swift.Int", "Swift", "@Sendable Swift.Int"),
            ("(extension in shop)Swift.Int", "Swift", "(extension in shop)Swift.Int"),
            ("shop.`Cart", "shop", "`Cart"),
            ("shop.A & ", "shop", "A & "),
            ("τ_0_0", "Swift", "τ_0_0"),
            ("", "Swift", ""),
        ]
    )
    func `an unknown name is split into its module and the rest`(name: String, module: String, qualname: String) {
        #expect(TypeReference(swiftName: name) == TypeReference(module: module, qualname: qualname))
    }

    @Test(
        arguments: [
            ("Type.Type", "Type", "Type"), ("m.Type", "m", "Type"), ("m.Types", "m", "Types"),
            ("m.A.Typed", "m", "A.Typed"), ("m.A.Protocols", "m", "A.Protocols"), ("Anything.A", "Anything", "A"),
            ("any.A", "any", "A"), ("m.inout", "m", "inout"), ("m.größe", "m", "größe"), ("-3", "Swift", "-3"),
            ("m.`a>, (b`", "m", "`a>, (b`"),
            ("any m.P<Self.A == m.`a>)`, Self.B == () -> ()>", "m", "P<Self.A == m.`a>)`, Self.B == () -> ()>"),
        ]
    )
    func `a name that resembles a keyword or punctuation is a name`(name: String, module: String, qualname: String) {
        let type = TypeReference(module: module, qualname: qualname)
        #expect(
            TypeReference(swiftName: "Swift.Array<\(name)>")
                == TypeReference(module: "Swift", qualname: "Array", elementTypes: [type])
        )
    }

    @Test func `up to 99 nested types are parsed, more are kept as text`() {
        func name(_ depth: Int) -> String {
            String(repeating: "Swift.Array<", count: depth) + "Swift.Int" + String(repeating: ">", count: depth)
        }
        var type = TypeReference(module: "Swift", qualname: "Int")
        for _ in 0..<99 { type = TypeReference(module: "Swift", qualname: "Array", elementTypes: [type]) }
        #expect(TypeReference(swiftName: name(99)) == type)

        for depth in [100, 100_000] {
            let type = TypeReference(swiftName: name(depth))
            #expect(type.module == "Swift")
            #expect(type.qualname.utf8.count == name(depth).utf8.count - 6)
            #expect(type.content == .bare)
        }
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `no text crashes the parser`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "m", "Swift", "Int", "Any", "any ", ".", "<", ">", "(", ")", ", ", ": ", " -> ", " & ", "Pack{", "}",
            "@Sendable ", "@", " async", " throws", "inout ", "sending ", "...", "`", "(extension in ", "):", "3", "-",
            ".Type", ".Protocol", "(unknown context at $1)", "<Self", "nonisolated(", "é", "\0", " ",
        ]
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...24, using: &generator)
            let name = (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
            let type = TypeReference(swiftName: name)
            #expect(!type.module.isEmpty)
            #expect(name.isEmpty || !type.qualname.isEmpty)
        }
    }
}
