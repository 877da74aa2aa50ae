import ArgumentParser

/// A program that is measured in a process of this executable.
enum MeasuredProgram: String, CaseIterable, ExpressibleByArgument {
    case rawC = "raw-c"
    case sqliteStore = "sqlite-store"
}
