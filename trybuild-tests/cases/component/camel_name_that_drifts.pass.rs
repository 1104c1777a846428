//! The twin: what the message says to write.
#[wasm::component(name = "a")]
mod a {
    pub enum HttpMethod {
        Get,
        Put,
    }
    #[wasm::export]
    pub fn f(it: HttpMethod) -> bool {
        matches!(it, HttpMethod::Get | HttpMethod::Put)
    }
}

fn main() {}
