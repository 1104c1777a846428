//! Plain data that need not.
use std::marker::PhantomData;
use wasm::SharedSlice;

#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
struct Local {
    id: u32,
    marker: PhantomData<()>,
}

fn share(locals: Option<SharedSlice<Local>>) -> bool {
    locals.is_some()
}

fn main() {
    let local = Local { id: 1, marker: PhantomData };
    assert!(!share(None) && local.id == 1 && local.marker == PhantomData);
}
