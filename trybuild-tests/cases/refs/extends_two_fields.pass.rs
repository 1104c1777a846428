//! The other field is data.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Sprite {
    #[wasm(extends)]
    name: String,
    layer: u32,
}

fn main() {
    let sprite = ExternRef::new(Sprite {
        name: "sun".into(),
        layer: 1,
    });
    assert_eq!(sprite.get().unwrap().layer, 1);
    assert_eq!(sprite.upcast::<String>().get().unwrap().len(), 3);
}
