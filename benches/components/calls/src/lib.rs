//! Functions to be called a great many times, on `#[wasm::component]`.

#[wasm::component(name = "calls", version = "1.0.0")]
mod calls {
    use wasm::memory::View;

    #[wasm::export]
    pub fn add(a: u32, b: u32) -> u32 {
        a.wrapping_add(b)
    }

    #[wasm::export]
    pub fn length(text: String) -> u32 {
        text.len() as u32
    }

    #[wasm::export]
    pub fn shout(text: String) -> String {
        text + "!"
    }

    #[wasm::export]
    pub fn sum(values: View<f32>) -> f32 {
        values.iter().sum()
    }

    #[wasm::export]
    pub fn doubled(values: View<f32>) -> Vec<f32> {
        values.iter().map(|value| value * 2.0).collect()
    }
}
