/// The database that is queried, and by which program.
enum Queried: String, CaseIterable {
    case monkeyType = "MonkeyType"
    /// The C program, on the file that the SQLite store has written.
    case rawC = "raw C"
    case own = "itself, stored once"
    case ownTenTimes = "itself, the same traces stored 10 times"
    case foreign = "a file that MonkeyType filled"
    case collapsed = "a file that MonkeyType filled, collapsed"
}
