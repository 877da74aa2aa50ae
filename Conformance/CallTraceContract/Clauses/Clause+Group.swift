extension Clause {
    /// The groups of the contract, in its order: each is about one part of the interface, or one kind of question.
    public enum Group: String, CaseIterable, Sendable {
        /// Opening a store: `makeStore(connectionString:)`.
        case make = "MAKE"
        /// Storing traces: `add(_:)`.
        case add = "ADD"
        /// Finding traces: `filter(module:qualnamePrefix:limit:)`.
        case filter = "FILTER"
        /// Listing modules: `listModules()`.
        case list = "LIST"
        /// Decoding what was found: `toTrace()`.
        case thunk = "THUNK"
        /// Histories of many calls, compared with a model.
        case model = "MODEL"
        /// What calls cost, as ratios within one run.
        case scale = "SCALE"

        /// The calls that the group is about.
        var calls: Set<PastCall> {
            switch self {
            case .make: [.add, .filter]
            case .model, .scale: []
            case .add: [.add]
            case .filter, .thunk: [.filter]
            case .list: [.add, .listModules]
            }
        }

        /// What the group is about, as a heading.
        public var subtitle: String {
            switch self {
            case .make: "makeStore(connectionString:)"
            case .add: "add(_:)"
            case .filter: "filter(module:qualnamePrefix:limit:)"
            case .list: "listModules()"
            case .thunk: "toTrace()"
            case .model: "histories"
            case .scale: "cost, opt-in, as ratios within one run"
            }
        }
    }
}
