//! The super type is one type, and the parameter is within it.

#[derive(wasm::Object)]
struct Inner<T>(T);

#[derive(wasm::Object)]
struct Labelled<T: Send + Sync + 'static> {
    #[wasm(extends)]
    inner: Inner<T>,
    label: &'static str,
}

fn main() {
    let labelled = Labelled { inner: Inner(5_i32), label: "five" };
    assert_eq!((labelled.inner.0, labelled.label), (5, "five"));
}
