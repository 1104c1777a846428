//! A store that cannot take the place of the others: it answers with another type, and does not list what it has.

#[wasm::component(name = "store", namespace = "example", version = "1.0.0")]
mod store {
    /// The value of a key, empty when there is none.
    #[wasm::export]
    pub fn get(_key: String) -> String {
        String::new()
    }

    /// Gives a key a value; returns the one that it had.
    #[wasm::export]
    pub fn set(_key: String, _value: String) -> Option<String> {
        None
    }
}
