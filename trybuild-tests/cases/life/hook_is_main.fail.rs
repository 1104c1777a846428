//! `main` is a hook.

#[wasm::on_start]
fn main() {
    wasm::life::run(|| ()).unwrap();
}
