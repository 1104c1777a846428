//! A hook has a `self`.

struct Server;

impl Server {
    #[wasm::on_stop]
    fn close(&self) {}
}

fn main() {
    let _ = Server;
    wasm::life::run(|| ()).unwrap();
}
