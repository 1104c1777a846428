//! Inline assembly is refused.
// not supported: the Cranelift backend does not support inline assembly
#![feature(asm_experimental_arch)]
fn main() {
    unsafe { std::arch::asm!("nop") };
}
