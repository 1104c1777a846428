//! The twin: what the message says to write.
wasm::wit! {
    inline = "package a:b; world w { import x: func(it: u32); }",
}

fn main() {}
