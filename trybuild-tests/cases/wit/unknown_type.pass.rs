//! The twin: what the message says to write.
wasm::wit! {
    package a:b;
    interface i {
        f: func(it: u32) -> u32;
    }
    world w {
        import i;
    }
}

fn main() {}
