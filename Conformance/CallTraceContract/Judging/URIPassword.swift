import Foundation

/// The password in a URI connection string: `pass` in `mysql://john:pass@host/db`.
struct URIPassword {
    /// The password as it stands in the connection string.
    let text: String

    /// Finds the password of a connection string; `nil` when it has none.
    init?(in connectionString: String) {
        guard let scheme = connectionString.range(of: "://") else { return nil }
        let authority = connectionString[scheme.upperBound...].prefix { !"/?#".contains($0) }
        guard let end = authority.lastIndex(of: "@"),
            let start = authority[..<end].firstIndex(of: ":").map(authority.index(after:)), start < end
        else { return nil }
        text = String(authority[start..<end])
    }

    /// The forms in which a text can give the password away.
    private var forms: [String] {
        [text, text.removingPercentEncoding].compactMap(\.self).filter { !$0.isEmpty }
    }

    /// Whether a text holds the password, as it stands or percent-decoded.
    func isIn(_ said: String) -> Bool {
        forms.contains { said.contains($0) }
    }

    /// A text with the password left out.
    func hidden(in said: String) -> String {
        forms.reduce(said) { $0.replacingOccurrences(of: $1, with: "***") }
    }
}
