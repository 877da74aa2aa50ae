extension TypeReference {
    /// How many types may enclose a type, both when it is written and when it is read.
    ///
    /// MonkeyType 23.3.0 writes up to 496 levels and reads 493, as Python limits recursion to 1,000 calls. This limit
    /// keeps a hostile record from overflowing the stack when its type is deallocated, which is recursive.
    package static let maximumNesting = 1_000

    /// The text that Swift prints for the scope of a local or private type, before an address that changes with each
    /// run.
    static let localScopeMark: StaticString = "(unknown context at "

    /// Whether this is a local or private Swift type, which no other program can name.
    package var isLocalInSwift: Bool { qualname.containsBytes(of: Self.localScopeMark) }
}
