import CallTraces
import Testing

/// References are compared by the bytes of their names, regardless of the order of a typed dict's fields.
struct TypeReferenceTests {
    private let int = TypeReference(module: "builtins", qualname: "int")
    private let str = TypeReference(module: "builtins", qualname: "str")

    @Test func `types differ in module, qualname, and content`() {
        let different = [
            int,
            TypeReference(module: "builtin", qualname: "sint"),
            TypeReference(module: "builtins", qualname: "in"),
            TypeReference(module: "builtins", qualname: "int", elementTypes: []),
            TypeReference(module: "builtins", qualname: "int", typedDict: [:]),
            TypeReference(module: "builtins", qualname: "int", elementTypes: [int]),
            TypeReference(module: "builtins", qualname: "int", elementTypes: [int, int]),
            TypeReference(module: "builtins", qualname: "int", elementTypes: [int, str]),
            TypeReference(module: "builtins", qualname: "int", elementTypes: [str, int]),
            TypeReference(module: "builtins", qualname: "int", typedDict: ["a": int]),
            TypeReference(module: "builtins", qualname: "int", typedDict: ["b": int]),
            TypeReference(module: "builtins", qualname: "int", typedDict: ["a": str]),
            TypeReference(module: "builtins", qualname: "int", typedDict: ["a": int, "b": int]),
            .nested(2), .nested(3), .nested(2, inTypedDicts: true),
        ]
        #expect(Set(different).count == different.count)
        for (position, type) in different.enumerated() {
            #expect(different.firstIndex(of: type) == position)
        }
    }

    @Test func `equal types have equal hashes`() {
        let pairs = [
            (int, TypeReference(module: "builtins", qualname: "int", content: .bare)),
            (.nested(3), .nested(3)),
            (.nested(3, inTypedDicts: true), .nested(3, inTypedDicts: true)),
        ]
        for (left, right) in pairs {
            #expect(left == right)
            #expect(left.hashValue == right.hashValue)
        }
    }

    @Test func `the order of element types matters, the order of fields does not`() {
        let list = TypeReference(module: "m", qualname: "T", elementTypes: [int, str])
        #expect(list != TypeReference(module: "m", qualname: "T", elementTypes: [str, int]))

        let dict = TypeReference(module: "m", qualname: "T", typedDict: ["a": int, "b": str])
        let sameDict = TypeReference(module: "m", qualname: "T", typedDict: ["b": str, "a": int])
        #expect(dict == sameDict)
        #expect(dict.hashValue == sameDict.hashValue)
        #expect(dict != TypeReference(module: "m", qualname: "T", typedDict: ["a": str, "b": int]))
    }

    @Test func `canonically equivalent names make different types`() {
        #expect(TypeReference(module: "é", qualname: "T") != TypeReference(module: "e\u{301}", qualname: "T"))
        #expect(TypeReference(module: "m", qualname: "é") != TypeReference(module: "m", qualname: "e\u{301}"))
        let composed = TypeReference(module: "m", qualname: "T", typedDict: ["é": int])
        let decomposed = TypeReference(module: "m", qualname: "T", typedDict: ["e\u{301}": int])
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
    }

    @Test func `noneType is the type of Python's None`() {
        #expect(TypeReference.noneType == TypeReference(module: "builtins", qualname: "NoneType"))
    }
}
