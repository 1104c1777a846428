//! WIT in a literal is wrong.
wasm::wit! {
    inline = "package a:b; world w { import x: func(it: u33); }",
}

fn main() {}
