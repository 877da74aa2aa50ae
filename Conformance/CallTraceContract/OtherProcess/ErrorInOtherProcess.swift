/// What a store did wrong in another process, where only a text of it is left.
struct ErrorInOtherProcess: Error, CustomStringConvertible {
    let description: String
}
