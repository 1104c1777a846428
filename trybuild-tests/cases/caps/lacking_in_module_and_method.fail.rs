//! A module and a method are used under a host that lacks what they need; what says `deprecated` elsewhere is in a condition.
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
    assert_eq!(recovery::tries(), Guard(3).tries());
}
