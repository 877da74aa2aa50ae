/// Yields to other tasks, by default often enough for them to overtake this one.
func yieldToOtherTasks(_ times: Int = 50) async {
    for _ in 1...times { await Task.yield() }
}
