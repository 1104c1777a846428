//! The twin: what the message says to write.
wasm::wit! {
    inline = "package a:b; world w {}",
}

fn main() {}
