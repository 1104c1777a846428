//! main gives an ExitCode of its own.
// fails
use std::process::{ExitCode, Termination};
struct End(u8);
impl Termination for End { fn report(self) -> ExitCode { println!("report {}", self.0); ExitCode::from(self.0) } }
fn main() -> End { println!("run"); End(std::hint::black_box(21) * 2) }
