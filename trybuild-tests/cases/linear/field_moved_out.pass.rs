//! The value is taken apart as a whole.

#[wasm::linear]
struct Named(String);

fn main() {
    let named = Named::acquire("canvas".to_owned());
    let (name,) = named.consume();
    assert_eq!(name, "canvas");
}
