/// Swift types of every kind whose name has a form of its own.
enum Samples {
    protocol Plain {}
    protocol Other {}
    protocol Boxed<Element> { associatedtype Element }
    class Base {}
    struct Thrown: Error {}
    struct Uncopied: ~Copyable {}
    struct Generic<Element> {
        struct Inner<Other> { enum Leaf {} }
    }
    struct Packed<each Element> {}
    struct `a.b<c>(d)` {}
    @globalActor actor Worker { static let shared = Worker() }

    typealias Unary<Parameter> = (Parameter) -> Int
    typealias Conventions = (Int, inout String, Int...) -> Void
    typealias Sending = (sending Base) -> sending Base
    typealias Shared = (__shared Base) -> Void
    typealias Isolated = (isolated Worker) -> Void
    typealias AnyMetatype = any Any.Type
    typealias CompositionMetatype = any (Other & Plain).Type

    private struct Hidden<Element> { struct Inner {} }

    static let hidden: any Any.Type = Hidden<Int>.Inner.self

    static func packed<each Element>(_ elements: repeat each Element) -> any Any.Type {
        Packed<repeat each Element>.self
    }

    static func local() -> any Any.Type {
        struct Local {}
        return Local.self
    }
}

extension Array {
    struct SampleInExtension<Other> { struct Leaf {} }
}

extension Int {
    enum SampleInExtension {}
}
