//! A type's name is another in Rust after it was in WIT.
#[wasm::component(name = "a")]
mod a {
    pub enum HTTPMethod {
        Get,
        Put,
    }
    #[wasm::export]
    pub fn f(_it: HTTPMethod) {}
}

fn main() {}
