//! A panic in nested functions: its frames.
// fails
use std::hint::black_box;

struct Meter {
    values: Vec<u32>,
}

impl Meter {
    #[inline(never)]
    fn read(&self, at: usize) -> u32 {
        if at > 3 {
            panic!("no meter {at}"); //~ 0 read
        }
        self.values[at]
    }
}

// rustc inlines this one, and the closure, where it inlines at all.
#[inline(always)]
fn twice(meter: &Meter, at: usize) -> u32 {
    let first = meter.read(at / 2);
    let second = meter.read(at); //~ 1 frames_panic::twice
    first + second
}

fn main() {
    let meter = Meter {
        values: vec![1, 2, 3, 4],
    };
    let sum: u32 = (3..8)
        .map(|at| {
            black_box(at);
            twice(&meter, at) //~ 2 frames_panic::main::{closure#0}
        })
        .sum(); //~ 3 frames_panic::main
    println!("{sum}");
}
