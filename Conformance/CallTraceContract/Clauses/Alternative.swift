/// What is judged instead of a clause when a declaration of the subject rules the clause out.
package struct Alternative: Sendable {
    /// How the alternative relates to the clause.
    package enum Kind: String, Sendable {
        /// The store must do the opposite.
        case inverse
        /// The part of the clause that can be judged without what is missing.
        case weaker
        /// Nothing is left to judge.
        case notApplicable = "not applicable"
    }

    /// The declaration that selects this alternative.
    package let declaration: Declaration
    /// How it relates to the clause.
    package let kind: Kind
    /// What is demanded instead.
    package let text: String

    let check: Clause.Check

    static func inverse(
        _ declaration: Declaration,
        _ text: String,
        check: @escaping Clause.Check
    ) -> Alternative {
        Alternative(declaration: declaration, kind: .inverse, text: text, check: check)
    }

    static func weaker(
        _ declaration: Declaration,
        _ text: String,
        check: @escaping Clause.Check
    ) -> Alternative {
        Alternative(declaration: declaration, kind: .weaker, text: text, check: check)
    }

    static func notApplicable(_ declaration: Declaration, _ text: String) -> Alternative {
        Alternative(declaration: declaration, kind: .notApplicable, text: text) { _ in
            throw NotApplicable(reason: text)
        }
    }
}
