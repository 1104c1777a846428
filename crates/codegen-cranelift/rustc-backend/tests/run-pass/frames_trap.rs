//! A trap in nested functions: its frames.
// fails
use std::hint::black_box;

mod deep {
    /// Code of this function is before the trap and after it.
    #[inline(never)]
    pub fn nested(limit: u32, value: u32) -> u32 {
        let next = value.wrapping_mul(3);
        if next > limit {
            // Not a panic: the instruction itself.
            #[cfg(target_arch = "wasm32")]
            core::arch::wasm32::unreachable(); //~ 0 deep::nested
            #[cfg(not(target_arch = "wasm32"))]
            std::process::abort();
        }
        next + 1
    }
}

macro_rules! nested {
    ($limit:expr, $value:expr) => {
        deep::nested($limit, $value) //~ 1 frames_trap::main
    };
}

fn main() {
    let mut value = black_box(1);
    loop {
        value = nested!(
            black_box(100),
            value
        );
        println!("{value}");
        if value > 100 {
            break;
        }
    }
}
