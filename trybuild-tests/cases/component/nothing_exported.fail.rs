//! A component has nothing.
#[wasm::component(name = "a")]
mod a {
    pub fn f() {}
}

fn main() {}
