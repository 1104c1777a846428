//! `main` runs the hooks.

#[wasm::on_start]
fn load() {}

fn main() {
    wasm::life::run(|| ()).unwrap();
}
