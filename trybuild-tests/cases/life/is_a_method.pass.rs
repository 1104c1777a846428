//! It is a free function.

struct Server;

#[wasm::on_stop]
fn close() {}

fn main() {
    let _ = Server;
    wasm::life::run(|| ()).unwrap();
}
