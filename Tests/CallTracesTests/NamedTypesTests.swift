import CallTraces
import Testing

/// Names are compared by bytes, and their order does not matter.
struct NamedTypesTests {
    private let int = TypeReference(module: "builtins", qualname: "int")
    private let str = TypeReference(module: "builtins", qualname: "str")

    @Test func `elements keep their order`() {
        #expect(NamedTypes([("b", int), ("a", str), ("B", int)]).map(\.name) == ["b", "a", "B"])
        #expect(NamedTypes([("a", int), ("b", str)]).map(\.type) == [int, str])
    }

    @Test func `the last type of a name replaces earlier ones in their place`() {
        let types: NamedTypes = ["b": int, "a": int, "b": str, "c": int, "a": str, "a": int]
        #expect(types.map(\.name) == ["b", "a", "c"])
        #expect(types.map(\.type) == [str, int, int])
    }

    @Test func `the order does not affect equality`() {
        let types: NamedTypes = ["a": int, "b": str]
        let sameTypes: NamedTypes = ["b": str, "a": int]
        #expect(types == sameTypes)
        #expect(types.hashValue == sameTypes.hashValue)
        #expect(types != ["a": str, "b": int])
        #expect(types != ["a": int])
        #expect(types != ["a": int, "b": str, "c": int])
        #expect(types != ["a": int, "c": str])
    }

    @Test func `a type is found by the bytes of its name`() {
        let types: NamedTypes = ["é": int, "e\u{301}": str, "": int]
        #expect(types.count == 3)
        #expect(types["é"] == int)
        #expect(types["e\u{301}"] == str)
        #expect(types[""] == int)
        #expect(types["e"] == nil)
    }

    @Test func `canonically equivalent names make different elements`() {
        #expect(NamedTypes([("é", int)]) != NamedTypes([("e\u{301}", int)]))
        #expect(NamedTypes([("é", int), ("e\u{301}", int)]).count == 2)
    }

    @Test func `elements are sorted by the bytes of their names`() {
        let names = ["", "A", "a", "e\u{301}", "é", "\u{FFFD}", "😀"]
        let sorted = NamedTypes(names.shuffled().map { ($0, int) }).sortedByName.map(\.name)
        #expect(sorted.elementsEqual(names) { $0.utf8.elementsEqual($1.utf8) })
    }

    @Test func `named types are a collection of elements`() throws {
        let types: NamedTypes = ["b": int, "a": str]
        #expect(types.count == 2)
        #expect(types[types.startIndex].name == "b")
        #expect(types.last == types[1])
        #expect(NamedTypes([]).isEmpty)
    }
}
