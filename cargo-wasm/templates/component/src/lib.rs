//! A component: `cargo wasm wit` prints what it exports.

#[wasm::component(name = "{{name}}", version = "0.1.0")]
pub mod {{crate}} {
    /// Says hello to somebody.
    #[wasm::export]
    pub fn greet(name: String) -> String {
        format!("Hello, {name}!")
    }
}

#[cfg(test)]
mod tests {
    use super::{{crate}}::greet;

    #[test]
    fn greets_by_name() {
        assert_eq!(greet("wasm".to_owned()), "Hello, wasm!");
    }
}
