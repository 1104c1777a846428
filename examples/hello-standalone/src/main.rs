//! Hands a greeting to the host's `log`, and natively to standard output.

#[cfg(target_family = "wasm")]
fn log(text: &str) {
    #[link(wasm_import_module = "env")]
    unsafe extern "C" {
        fn log(text: *const u8, len: usize);
    }
    // SAFETY: `log` reads `len` bytes from `text` on, and that is what the text has.
    unsafe { log(text.as_ptr(), text.len()) }
}

#[cfg(not(target_family = "wasm"))]
fn log(text: &str) {
    println!("{text}");
}

fn main() {
    log("Hello, world!");
}
