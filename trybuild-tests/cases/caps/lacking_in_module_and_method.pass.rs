//! Each use is behind a condition, and says so.
#![deny(deprecated)]

/// Says `deprecated`.
#[wasm::requires(exception_handling)]
#[cfg_attr(any(), deprecated)]
mod recovery {
    pub fn tries() -> u32 {
        3
    }
}

struct Guard(u32);

/// Says `deprecated` too.
#[wasm::requires(exception_handling)]
impl Guard {
    /// Not `deprecated`.
    fn tries(&self) -> u32 {
        self.0
    }
}

fn main() {
    #[allow(deprecated)]
    if wasm::host::has(wasm::host::Capability::ExceptionHandling) {
        assert_eq!(recovery::tries(), Guard(3).tries());
    }
}
