//! WIT inside of the macro imports an interface that there is not.
wasm::wit! {
    package a:b;
    interface i {
        f: func(it: u32) -> u32;
    }
    world w {
        import j;
    }
}

fn main() {}
