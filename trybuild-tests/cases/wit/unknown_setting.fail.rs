//! A setting is misspelt.
wasm::wit! {
    inlined = "package a:b; world w {}",
}

fn main() {}
