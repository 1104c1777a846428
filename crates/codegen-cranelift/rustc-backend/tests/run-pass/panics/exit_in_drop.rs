//! process::exit within a destructor ends at once, with its code.
// fails
struct D(i32);
impl Drop for D { fn drop(&mut self) { println!("drop {}", self.0); if self.0 == 2 { std::process::exit(std::hint::black_box(7)) } } }
fn main() { let _z = D(0); { let _v = [D(1), D(2), D(3)]; println!("made"); } println!("not reached"); }
