import CallTraces

extension Clause {
    /// THUNK-4: the error says which module and qualname, and which part could not be decoded.
    public static let thunk4 = Clause(
        .thunk,
        4,
        .should,
        "the error says what could not be decoded",
        text: "The error says which module and qualname, and which part could not be decoded.",
        hint: "the text of the error that toTrace() throws: would it lead you to the record?",
        alternatives: [
            .notApplicable(.noDamage, "there is no record that cannot be decoded")
        ]
    ) { trial in
        try await trial.scenario("the error of a damaged record") {
            let store = try await trial.makeStore()
            let (module, qualname) = ("shop.cart", "Cart.total")
            try await store.add([CallTrace(module: module, qualname: qualname, argTypes: ["x": .int], returnType: .str)]
            )
            try await trial.damage(store, module: module, qualname: qualname)
            let texts: [String] = try await store.filter(module).decoded().compactMap { decoded in
                if case .failure(let text) = decoded { text } else { nil }
            }
            guard !texts.isEmpty else {
                throw NotApplicable(reason: "no thunk of the damaged record throws, as THUNK-2 wants it")
            }
            for text in texts {
                let parts = ["arg", "return", "yield"]
                trial.expect(
                    text.contains(module) && text.contains(qualname)
                        && parts.contains(where: text.lowercased().contains),
                    expected:
                        "a text with \(module), \(qualname), and the part: the arguments, the return or yield type",
                    got: text
                )
            }
        }
    }
}
