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
        ],
        variesByRun: true
    ) { trial in
        try await trial.scenario("the error of a damaged record") {
            let store = try await trial.makeStore()
            let trace = CallTrace(module: "shop.cart", qualname: "Cart.total", argTypes: ["x": .int], returnType: .str)
            try await store.add([trace])
            let damaged = try await trial.damage(trace, in: store)
            let found: [Decoded]
            do {
                found = try await damaged.filter(trace.module).decoded()
            } catch is StoreError {
                throw NotApplicable(reason: "filter throws for the damaged record, see THUNK-1")
            }
            let texts: [String] = found.compactMap { decoded in
                if case .failure(let text) = decoded { text } else { nil }
            }
            guard !texts.isEmpty else {
                throw NotApplicable(reason: "no thunk of the damaged record throws, see THUNK-2")
            }
            for text in texts {
                let parts = ["arg", "return", "yield"]
                trial.expect(
                    text.contains(trace.module) && text.contains(trace.qualname)
                        && parts.contains(where: text.lowercased().contains),
                    expected: """
                        a text with \(trace.module), \(trace.qualname), and the part: arguments, return type or yield type
                        """,
                    got: text
                )
            }
        }
    }
}
