//! A component has settings that there are not, and a version that is none.
#[wasm::component(name = "a", vesion = "1.0", version = "new")]
mod a {
    #[wasm::export]
    pub fn f() {}
}

fn main() {}
