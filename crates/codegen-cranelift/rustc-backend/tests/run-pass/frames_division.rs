//! A division by zero that traps: the frames of inlined and other functions.
// fails
#![feature(core_intrinsics)]
#![allow(internal_features)]
use std::hint::black_box;

#[inline(never)]
fn divide(a: i32, b: i32) -> i32 {
    let more = a.wrapping_add(1);
    let quotient = unsafe {
        std::intrinsics::unchecked_div(more, b) //~ 0 frames_division::divide
    };
    quotient.wrapping_sub(b)
}

#[inline(always)]
fn middle(a: i32) -> i32 {
    divide(a, 1);
    divide( //~ 1 frames_division::middle
        a,
        black_box(0),
    )
}

fn main() {
    println!("{}", middle(black_box(5))); //~ 2 frames_division::main
}
