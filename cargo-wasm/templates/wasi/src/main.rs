fn main() {
    let name = std::env::args().nth(1);
    println!("{}", greeting(name.as_deref().unwrap_or("world")));
}

fn greeting(name: &str) -> String {
    format!("Hello, {name}!")
}

#[cfg(test)]
mod tests {
    use super::greeting;

    #[test]
    fn greets_by_name() {
        assert_eq!(greeting("wasm"), "Hello, wasm!");
    }
}
