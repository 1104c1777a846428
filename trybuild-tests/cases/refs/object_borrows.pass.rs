//! It owns its data.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Name(String);

fn main() {
    let name = ExternRef::new(Name("sun".into()));
    assert_eq!(name.get().unwrap().0, "sun");
}
