//! Nothing more is said.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Sprite {
    #[wasm(extends)]
    name: String,
}

fn main() {
    let sprite = ExternRef::new(Sprite { name: "sun".into() });
    assert_eq!(sprite.get().unwrap().name, "sun");
}
