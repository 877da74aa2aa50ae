/// Lets other tasks run, often enough that whoever is in the middle of something is overtaken.
func otherTasksRun(_ times: Int = 50) async {
    for _ in 1...times { await Task.yield() }
}
