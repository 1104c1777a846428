//! A field is taken out, and the rest of the value is lost.

#[wasm::linear]
struct Named(String);

fn main() {
    let named = Named::acquire("canvas".to_owned());
    let name = named.0;
    assert_eq!(name, "canvas");
}
