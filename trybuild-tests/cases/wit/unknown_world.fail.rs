//! A world that there is not is asked for.
wasm::wit! {
    inline = "package a:b; world w {}",
    world = "v",
}

fn main() {}
