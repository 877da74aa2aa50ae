/// Cases of one kind, named by what a store that fails for them gets wrong.
struct CaseKind<Case: Sendable>: Sendable {
    let name: String
    let cases: [Case]

    init(_ name: String, _ cases: [Case]) {
        self.name = name
        self.cases = cases
    }
}
