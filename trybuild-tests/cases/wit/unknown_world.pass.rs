//! The twin: what the message says to write.
wasm::wit! {
    inline = "package a:b; world w {}",
    world = "w",
}

fn main() {}
