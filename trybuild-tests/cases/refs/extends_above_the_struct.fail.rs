//! A struct embeds its super type, so the field says so.
use wasm::ExternRef;

#[derive(wasm::Object)]
#[wasm(extends = String)]
struct Sprite {
    name: String,
}

fn main() {
    let sprite = ExternRef::new(Sprite { name: "sun".into() });
    assert_eq!(sprite.get().unwrap().name, "sun");
}
