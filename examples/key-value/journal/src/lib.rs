//! The same store as a journal, which also knows what was before.

#[wasm::component(name = "store", namespace = "example", version = "1.0.0")]
mod store {
    use std::sync::Mutex;

    static JOURNAL: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

    /// The value of a key.
    #[wasm::export]
    pub fn get(key: String) -> Option<String> {
        history(key).pop()
    }

    /// Gives a key a value; returns the one that it had.
    #[wasm::export]
    pub fn set(key: String, value: String) -> Option<String> {
        let before = get(key.clone());
        journal().push((key, value));
        before
    }

    /// All keys with their values, by key.
    #[wasm::export]
    pub fn all() -> Vec<(String, String)> {
        let mut all = journal().clone();
        // The newest of a key comes first, and stays.
        all.reverse();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all.dedup_by(|later, first| later.0 == first.0);
        all
    }

    /// Every value that a key has had, the newest last.
    #[wasm::export]
    pub fn history(key: String) -> Vec<String> {
        journal()
            .iter()
            .filter(|(k, _)| *k == key)
            .map(|(_, value)| value.clone())
            .collect()
    }

    fn journal() -> std::sync::MutexGuard<'static, Vec<(String, String)>> {
        JOURNAL
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
