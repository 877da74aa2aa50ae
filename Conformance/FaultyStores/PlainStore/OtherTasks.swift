/// Lets other tasks run, often enough that whoever is in the middle of something is overtaken.
func otherTasksRun() async {
    for _ in 1...50 { await Task.yield() }
}
