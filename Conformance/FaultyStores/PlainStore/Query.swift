/// What a `filter` asks for.
struct Query: Sendable {
    var module: String
    var qualnamePrefix: String?
    var limit: Int
}
