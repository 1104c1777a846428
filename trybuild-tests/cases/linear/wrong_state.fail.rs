//! A method of another state is called.

use std::marker::PhantomData;

struct Open;
struct Closed;

#[wasm::linear]
struct Door<State>(u32, PhantomData<State>);

impl Door<Open> {
    fn close(self) -> Door<Closed> {
        let (id, _) = self.consume();
        Door::acquire(id, PhantomData)
    }
}

impl Door<Closed> {
    fn remove(self) -> u32 {
        self.consume().0
    }
}

fn main() {
    let door = Door::<Open>::acquire(7, PhantomData);
    assert_eq!(door.remove(), 7);
}
