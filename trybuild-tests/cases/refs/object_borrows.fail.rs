//! An object that borrows could outlive what it borrows.
use wasm::ExternRef;

#[derive(wasm::Object)]
struct Name<'a>(&'a str);

fn main() {
    let name = ExternRef::new(Name("sun".into()));
    assert_eq!(name.get().unwrap().0, "sun");
}
