//! A field of a type that is a parameter is marked as the super type.

#[derive(wasm::Object)]
struct Labelled<T: Send + Sync + 'static> {
    #[wasm(extends)]
    inner: T,
    label: &'static str,
}

fn main() {
    let labelled = Labelled { inner: 5_i32, label: "five" };
    assert_eq!((labelled.inner, labelled.label), (5, "five"));
}
