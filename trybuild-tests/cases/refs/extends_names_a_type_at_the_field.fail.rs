//! The field has a type, which is the super type.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Sprite {
    #[wasm(extends = String)]
    name: String,
}

fn main() {
    let sprite = ExternRef::new(Sprite { name: "sun".into() });
    assert_eq!(sprite.get().unwrap().name, "sun");
}
