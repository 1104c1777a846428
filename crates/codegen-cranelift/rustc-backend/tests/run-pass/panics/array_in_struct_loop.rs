//! An index into a field of an element that is off by one, found by the inner of two loops.
// fails
use std::hint::black_box as b;
struct Row { n: usize, cells: [i64; 3] }
fn main() {
    let rows = [Row { n: 2, cells: [1, 2, 3] }, Row { n: 3, cells: [4, 5, 6] }, Row { n: 4, cells: [7, 8, 9] }];
    let mut total = 0;
    for r in b(&rows) { for i in 0..r.n { total += r.cells[i]; println!("{total}"); } }
    println!("not reached");
}
