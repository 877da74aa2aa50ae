/// An error that came out of the store where the clause wants none.
struct StoreThrew: Error {
    let error: any Error
}
