//! With panic = abort no destructor runs: what it would print is not there.
// fails
struct D(u8);
impl Drop for D { fn drop(&mut self) { println!("drop {}", self.0); } }
fn main() { let _a = D(1); { let _b = D(2); } let v = [D(3), D(4)]; println!("before"); let n: Option<u8> = std::hint::black_box(None); println!("{}", n.unwrap() + v[0].0); }
