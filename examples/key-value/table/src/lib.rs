//! A key-value store that is a search tree.

#[wasm::component(name = "store", namespace = "example", version = "1.0.0")]
mod store {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    static ENTRIES: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

    /// The value of a key.
    #[wasm::export]
    pub fn get(key: String) -> Option<String> {
        entries().get(&key).cloned()
    }

    /// Gives a key a value; returns the one that it had.
    #[wasm::export]
    pub fn set(key: String, value: String) -> Option<String> {
        entries().insert(key, value)
    }

    /// All keys with their values, by key.
    #[wasm::export]
    pub fn all() -> Vec<(String, String)> {
        entries().clone().into_iter().collect()
    }

    fn entries() -> std::sync::MutexGuard<'static, BTreeMap<String, String>> {
        ENTRIES
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
