//! The small programs that are measured beside those of `benches/size`.

/// std's own hello.
pub const HELLO: &str = "fn main() {\n    println!(\"Hello, world!\");\n}\n";

/// What it prints.
pub const GREETING: &[u8] = b"Hello, world!\n";

/// Hello for a host that offers nothing but `env.log`, with an entry of its own.
pub const STANDALONE: &str = r#"#![no_main]

#[link(wasm_import_module = "env")]
unsafe extern "C" {
    safe fn log(text: *const u8, len: usize);
}

#[unsafe(no_mangle)]
extern "C" fn main() {
    let text = "Hello, world!";
    log(text.as_ptr(), text.len());
}
"#;

/// The same behind std's `fn main()`.
pub const STANDALONE_MAIN: &str = r#"#[link(wasm_import_module = "env")]
unsafe extern "C" {
    safe fn log(text: *const u8, len: usize);
}

fn main() {
    let text = "Hello, world!";
    log(text.as_ptr(), text.len());
}
"#;

/// Three ways to panic: an index, a parse error, another index.
pub const PANICS: &str = r#"fn main() {
    let args: Vec<String> = std::env::args().collect();
    let index: usize = args[1].parse().unwrap();
    let primes = [2, 3, 5, 7, 11, 13];
    println!("{}", primes[index]);
}
"#;

/// A program with a dependency, panics, its own path and debug information: all that could tell where it was built.
pub const PLACED: &str = r#"fn main() {
    let count = std::env::args().count();
    println!("{} {} {}", file!(), part::place(), part::divide(100, count as u32));
    assert!(count < 5, "too many arguments");
}
"#;

/// That dependency.
pub const PLACED_PART: &str = r#"pub fn place() -> &'static str {
    file!()
}

pub fn divide(a: u32, b: u32) -> u32 {
    a.checked_div(b).expect("nothing is divided by zero")
}
"#;
