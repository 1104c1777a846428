//! WIT inside of the macro mentions a type that there is not.
wasm::wit! {
    package a:b;
    interface i {
        f: func(it: point) -> u32;
    }
    world w {
        import i;
    }
}

fn main() {}
