extension Subject {
    /// The same subject, of whose store another process can be started (ADD-9, ADD-10, ADD-11).
    ///
    /// - Parameter otherProcess: How it is started; `nil` leaves the subject as it is.
    /// - Returns: The subject.
    package func startingOtherProcesses(with otherProcess: OtherProcess?) -> Subject {
        guard let otherProcess else { return self }
        var subject = self
        subject.otherProcess = otherProcess
        subject.declarations.remove(.noOtherProcess)
        return subject
    }
}
