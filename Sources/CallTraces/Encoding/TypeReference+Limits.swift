extension TypeReference {
    /// How many types a type may stand in, both written and read.
    ///
    /// Python stops at 1,000 calls within each other, so MonkeyType 23.3.0 writes types nested 496 deep and reads 493.
    /// The limit keeps a hostile record from exhausting the stack when its type is freed, which is recursive.
    package static let maximumNesting = 1_000

    /// What Swift prints in place of a scope that has no name, before an address that differs from run to run.
    package static let localScopeMark: StaticString = "(unknown context at "
}
