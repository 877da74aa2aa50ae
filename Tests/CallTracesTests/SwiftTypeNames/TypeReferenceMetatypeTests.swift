import CallTraces
import Testing

/// A reference is created from every kind of Swift type, and loses nothing of the name.
struct TypeReferenceMetatypeTests {
    private static let module = "CallTracesTests"
    private static let int = TypeReference(module: "Swift", qualname: "Int")
    private static let string = TypeReference(module: "Swift", qualname: "String")
    private static let base = sample("Base")

    private static func swift(_ qualname: String, _ elementTypes: [TypeReference]) -> TypeReference {
        TypeReference(module: "Swift", qualname: qualname, elementTypes: elementTypes)
    }

    private static func sample(_ qualname: String, _ content: TypeReference.Content = .bare) -> TypeReference {
        TypeReference(module: module, qualname: "Samples.\(qualname)", content: content)
    }

    private static func function(
        _ qualname: String,
        _ parameters: [TypeReference],
        _ result: TypeReference = .noneType
    ) -> TypeReference {
        swift(qualname, [swift("Tuple", parameters), result])
    }

    @Test func `a nominal type is recorded by module and qualname`() {
        #expect(TypeReference(Int.self) == Self.int)
        #expect(TypeReference(Samples.Base.self) == Self.base)
        #expect(TypeReference(Samples.Uncopied.self) == Self.sample("Uncopied"))
        #expect(TypeReference(Samples.`a.b<c>(d)`.self) == Self.sample("`a.b<c>(d)`"))
        #expect(TypeReference(Never.self) == TypeReference(module: "Swift", qualname: "Never"))
    }

    @Test func `a dynamic type is recorded like a static type`() {
        let value: any Sendable = ["a": [1]]
        #expect(TypeReference(type(of: value)) == TypeReference([String: [Int]].self))
        let type: any Any.Type = [String: [Int?]].self
        let optional = Self.swift("Optional", [Self.int])
        #expect(TypeReference(type) == Self.swift("Dictionary", [Self.string, Self.swift("Array", [optional])]))
    }

    @Test func `generic arguments are element types, outer types first`() {
        typealias Inner = Samples.Generic<Int>.Inner<String>
        let arguments = TypeReference.Content.elementTypes([Self.int, Self.string])
        #expect(TypeReference(Inner.self) == Self.sample("Generic.Inner", arguments))
        #expect(TypeReference(Inner.Leaf.self) == Self.sample("Generic.Inner.Leaf", arguments))
        #expect(TypeReference([String: Int].Keys.self) == Self.swift("Dictionary.Keys", [Self.string, Self.int]))
    }

    @Test func `a type in an extension belongs to the module of the extension`() {
        #expect(
            TypeReference([Int].SampleInExtension<String>.Leaf.self)
                == TypeReference(
                    module: Self.module,
                    qualname: "Swift.Array.SampleInExtension.Leaf",
                    elementTypes: [Self.int, Self.string]
                )
        )
        #expect(
            TypeReference(Int.SampleInExtension.self)
                == TypeReference(module: Self.module, qualname: "Swift.Int.SampleInExtension")
        )
    }

    @available(macOS 26.0, *)
    @Test func `parameter packs and values are element types`() {
        #expect(
            TypeReference(Samples.Packed<Int, String>.self)
                == Self.sample("Packed", .elementTypes([Self.swift("Pack", [Self.int, Self.string])]))
        )
        #expect(TypeReference(Samples.packed()) == Self.sample("Packed", .elementTypes([Self.swift("Pack", [])])))

        let three = TypeReference(module: "Swift", qualname: "3")
        #expect(TypeReference(InlineArray<3, Int>.self) == Self.swift("InlineArray", [three, Self.int]))
    }

    @Test func `Void is the type of a call that returned nothing`() {
        #expect(TypeReference(Void.self) == .noneType)
        #expect(TypeReference(Void?.self) == Self.swift("Optional", [.noneType]))
    }

    @Test func `a tuple keeps its labels`() {
        #expect(TypeReference((Int, String).self) == Self.swift("Tuple", [Self.int, Self.string]))
        #expect(TypeReference((a: Int, b: String).self) == Self.swift("Tuple(a:b:)", [Self.int, Self.string]))
        #expect(TypeReference((Int, b: String).self) == Self.swift("Tuple(_:b:)", [Self.int, Self.string]))
        #expect(
            TypeReference((Int, (x: Int, y: (Void, Int))).self)
                == Self.swift(
                    "Tuple",
                    [
                        Self.int,
                        Self.swift("Tuple(x:y:)", [Self.int, Self.swift("Tuple", [.noneType, Self.int])]),
                    ]
                )
        )
    }

    @Test func `a function is recorded by its parameters and result`() {
        #expect(TypeReference((() -> Void).self) == Self.function("Function", []))
        #expect(TypeReference(Samples.Unary<Void>.self) == Self.function("Function", [.noneType], Self.int))
        #expect(
            TypeReference(((Int, String) -> Int).self) == Self.function("Function", [Self.int, Self.string], Self.int)
        )
        #expect(
            TypeReference((((Int, String)) -> Int).self)
                == Self.function("Function", [Self.swift("Tuple", [Self.int, Self.string])], Self.int)
        )
        let intToInt = Self.function("Function", [Self.int], Self.int)
        #expect(TypeReference(((Int) -> (Int) -> Int).self) == Self.function("Function", [Self.int], intToInt))
        #expect(TypeReference((((Int) -> Int) -> Int).self) == Self.function("Function", [intToInt], Self.int))
        #expect(TypeReference((((Int) -> Int)?).self) == Self.swift("Optional", [intToInt]))
    }

    @Test func `attributes, specifiers, and effects of a function are part of its qualname`() {
        #expect(TypeReference((@concurrent () async -> Void).self) == Self.function("Function async", []))
        #expect(TypeReference((() throws -> Void).self) == Self.function("Function throws", []))
        #expect(
            TypeReference((@concurrent () async throws(Samples.Thrown) -> Void).self)
                == Self.function("Function async throws(CallTracesTests.Samples.Thrown)", [])
        )
        #expect(TypeReference((@Sendable () -> Void).self) == Self.function("@Sendable Function", []))
        #expect(TypeReference((@convention(c) () -> Void).self) == Self.function("@convention(c) Function", []))
        #expect(TypeReference((@isolated(any) () -> Void).self) == Self.function("@isolated(any) Function", []))
        #expect(
            TypeReference((nonisolated(nonsending) () async -> Void).self)
                == Self.function("nonisolated(nonsending) Function async", [])
        )
        #expect(
            TypeReference((@Samples.Worker () async -> Void).self)
                == Self.function("@CallTracesTests.Samples.Worker @Sendable Function async", [])
        )
        #expect(
            TypeReference(Samples.Conventions.self)
                == Self.function("Function(_, inout _, _...)", [Self.int, Self.string, Self.int])
        )
        #expect(
            TypeReference(Samples.Sending.self)
                == Self.function("Function(sending __owned _) -> sending _", [Self.base], Self.base)
        )
        #expect(TypeReference(Samples.Shared.self) == Self.function("Function(__shared _)", [Self.base]))
        #expect(
            TypeReference(Samples.Isolated.self)
                == Self.function("Function(isolated _)", [Self.sample("Worker")])
        )
        #expect(
            TypeReference((@Sendable (@Sendable () -> Void) -> @Sendable () -> Void).self)
                == Self.function(
                    "@Sendable Function",
                    [Self.function("@Sendable Function", [])],
                    Self.function("@Sendable Function", [])
                )
        )
    }

    @Test func `an existential is recorded as its protocol, or as a composition`() {
        let (plain, other) = (Self.sample("Plain"), Self.sample("Other"))
        #expect(TypeReference((any Samples.Plain).self) == plain)
        #expect(TypeReference((any Samples.Plain & Samples.Other).self) == Self.swift("Composition", [other, plain]))
        #expect(
            TypeReference((any Samples.Base & Samples.Plain).self) == Self.swift("Composition", [Self.base, plain])
        )
        #expect(TypeReference(Any.self) == TypeReference(module: "Swift", qualname: "Any"))
        #expect(TypeReference(AnyObject.self) == TypeReference(module: "Swift", qualname: "AnyObject"))
        #expect(
            TypeReference([any Error].self) == Self.swift("Array", [TypeReference(module: "Swift", qualname: "Error")])
        )
    }

    @Test func `a constrained existential keeps the text of its constraint`() {
        let element = "Self.CallTracesTests.Samples.Boxed.Element"
        #expect(
            TypeReference((any Samples.Boxed<[Int: () -> Void]>).self)
                == Self.sample("Boxed<\(element) == Swift.Dictionary<Swift.Int, () -> ()>>")
        )
        let boxed = Self.sample("Boxed<\(element) == Swift.Int>")
        #expect(
            TypeReference([(any Samples.Boxed<Int>, Int)].self)
                == Self.swift("Array", [Self.swift("Tuple", [boxed, Self.int])])
        )
        #expect(
            TypeReference((any Samples.Boxed<Int> & Samples.Plain).self)
                == Self.swift("Composition<\(element) == Swift.Int>", [Self.sample("Boxed"), Self.sample("Plain")])
        )
    }

    @Test func `a metatype is recorded as the type of a type`() {
        let plain = Self.sample("Plain")
        #expect(TypeReference(Int.Type.self) == Self.swift("Type", [Self.int]))
        #expect(TypeReference(Int.Type.Type.self) == Self.swift("Type", [Self.swift("Type", [Self.int])]))
        #expect(TypeReference([Int].Type.self) == Self.swift("Type", [Self.swift("Array", [Self.int])]))
        #expect(TypeReference((any Samples.Plain.Type).self) == Self.swift("Type", [plain]))
        #expect(TypeReference((any Samples.Plain).Type.self) == Self.swift("Protocol", [plain]))
        #expect(
            TypeReference(Samples.CompositionMetatype.self)
                == Self.swift("Type", [Self.swift("Composition", [Self.sample("Other"), plain])])
        )
        #expect(TypeReference(Void.Type.self) == Self.swift("Type", [.noneType]))
        #expect(TypeReference((() -> Void).Type.self) == Self.swift("Type", [Self.function("Function", [])]))
        #expect(
            TypeReference(Samples.AnyMetatype.self)
                == Self.swift("Type", [TypeReference(module: "Swift", qualname: "Any")])
        )
    }

    @Test func `a local or private type is recorded but cannot be serialized`() throws {
        for type in [TypeReference(Samples.local()), TypeReference(Samples.hidden)] {
            #expect(type.module == Self.module)
            #expect(type.qualname.hasPrefix("Samples.(unknown context at $"))
            let trace = CallTrace(module: "m", qualname: "f", argTypes: ["a": type])
            let error = try #require(throws: CallTraceError.self) { try CallTraceRow(trace) }
            #expect(error.code == .cannotSerialize)
        }
        #expect(TypeReference(Samples.local()).qualname.hasSuffix(").Local"))
        #expect(TypeReference(Samples.hidden).content == .elementTypes([Self.int]))

        let throwsLocal = TypeReference(swiftName: "() throws(m.(unknown context at $1).E) -> ()")
        let trace = CallTrace(module: "m", qualname: "f", returnType: throwsLocal)
        #expect(throws: CallTraceError.self) { try CallTraceRow(trace) }
    }

    @Test func `every other Swift type can be serialized`() throws {
        let types = [
            TypeReference(((Int, inout String) async throws -> [any Error]).self),
            TypeReference((any Samples.Boxed<Int>).self), TypeReference((a: Int, Void).self),
            TypeReference([Samples.Packed<Int>].self),
        ]
        for type in types {
            let trace = CallTrace(module: "m", qualname: "f", returnType: type)
            #expect(try CallTraceRow(trace).toTrace() == trace)
        }
    }
}
