//! Many arguments and results of every class: pairs, triples, fat pointers, big tuples, units among them.
use std::hint::black_box as b;

#[inline(never)] fn twelve(a: u8, c: i16, d: u32, e: i64, f: f32, g: f64, h: bool, i: char, j: &str, k: u128, l: [u8; 3], m: ()) -> String { format!("{a} {c} {d} {e} {f} {g} {h} {i} {j} {k} {l:?} {m:?}") }
#[inline(never)] fn pair(x: u32, y: u8) -> (u8, u32) { (y.wrapping_add(1), x ^ 1) }
#[inline(never)] fn floats(x: f32) -> (f32, f64) { (x / 2.0, f64::from(x) * 2.0) }
#[inline(never)] fn fat(s: &[u16]) -> (&[u16], Option<&u16>) { (&s[1..], s.first()) }
#[inline(never)] fn dynamic(x: &dyn std::fmt::Debug, n: usize) -> Option<(&dyn std::fmt::Debug, usize)> { (n > 0).then(|| (x, n - 1)) }
#[inline(never)] fn big(t: (u64, u64, u64, String), u: &mut (u64, [u8; 2])) -> (String, (u64, u64), [u8; 2]) { u.0 += t.0; u.1.swap(0, 1); (t.3 + "!", (t.1, t.2 + u.0), u.1) }
#[inline(never)] fn wide(x: i128) -> (i128, bool) { x.overflowing_mul(3) }
#[inline(never)] fn opt(x: Option<u64>) -> Option<(u64, bool)> { x.map(|x| (x >> 1, x & 1 == 1)) }
#[inline(never)] fn res(n: i8) -> Result<(i8, char), (u16, &'static str)> { if n >= 0 { Ok((n, 'p')) } else { Err((n.unsigned_abs().into(), "neg")) } }
#[inline(never)] fn unit(x: (), y: u8, z: [(); 4]) -> ((), u8, ()) { let _ = z; (x, y + 1, ()) }
#[inline(never)] fn never(n: u8) -> u8 { if n > 250 { diverge(n) } else { n + 5 } }
fn diverge(n: u8) -> ! { println!("diverges with {n}"); std::process::exit(0) }
#[inline(never)] fn by_ref<'a>(a: &'a mut u8, c: &'a mut u8, first: bool) -> &'a mut u8 { if first { a } else { c } }
#[inline(always)] fn inline(x: u32) -> u32 { x.wrapping_mul(7).rotate_left(3) }
#[cold] fn cold(x: u32) -> u32 { x + 1 }
#[track_caller] fn line() -> u32 { std::panic::Location::caller().line() }

fn main() {
    println!("{}", twelve(b(255), b(-1), b(7), b(i64::MIN), 0.5, -2.25, true, '🦀', "str", u128::MAX, [1, 2, 3], ()));
    println!("{:?} {:?} {:?}", pair(b(u32::MAX), b(255)), floats(b(1.5)), fat(b(&[7, 8, 9])));
    println!("{:?} {:?}", dynamic(&b(5u8), 2), dynamic(&"x", b(0)).is_none());
    let mut u = (10, [1, 2]);
    println!("{:?} {u:?}", big((1, 2, 3, "s".into()), &mut u));
    println!("{u:?} {:?} {:?}", wide(b(i128::MAX / 2)), wide(-7));
    println!("{:?} {:?} {:?} {:?}", opt(b(Some(7))), opt(None), res(b(5)), res(b(-128)));
    println!("{:?}", unit(b(()), 4, [(); 4]));
    let (mut x, mut y) = (1, 2);
    *by_ref(&mut x, &mut y, b(false)) += 10;
    println!("{x} {y} {} {} {}", inline(b(9)), cold(b(1)), line() == line());
    println!("{}", never(b(100)));
    println!("{}", never(b(251)));
}
