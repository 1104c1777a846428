//! The value is brought into its last state, and that is consumed.

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
    let door = door.close();
    assert_eq!(door.0, 7);
    assert_eq!(door.remove(), 7);
}
