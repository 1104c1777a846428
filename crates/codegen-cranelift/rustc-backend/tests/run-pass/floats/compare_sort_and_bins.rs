//! Floats ordered, binned, clamped, interpolated, compared within errors, averaged in several ways.
use std::collections::BTreeMap;
use std::hint::black_box as b;
#[derive(Clone, Copy, Debug)] struct Tot(f64);
impl PartialEq for Tot { fn eq(&self, o: &Tot) -> bool { self.cmp(o).is_eq() } }
impl Eq for Tot {}
impl PartialOrd for Tot { fn partial_cmp(&self, o: &Tot) -> Option<std::cmp::Ordering> { Some(self.cmp(o)) } }
impl Ord for Tot { fn cmp(&self, o: &Tot) -> std::cmp::Ordering { self.0.total_cmp(&o.0) } }
fn stats(v: &[f64]) -> (f64, f64, f64) { let (mut n, mut m, mut s) = (0.0, 0.0, 0.0); for x in v { n += 1.0; let d = x - m; m += d / n; s += d * (x - m); } (m, s / n, v.iter().map(|x| x * x).sum::<f64>() / n - m * m) }
fn bins(v: &[f64], lo: f64, hi: f64) -> [u32; 7] { let mut h = [0; 7]; for x in v { h[match x { x if x.is_nan() => 6, x => (((x - lo) / (hi - lo) * 6.0).floor().clamp(0.0, 5.0)) as usize }] += 1; } h }
fn lerp(t: &[(f64, f64)], x: f64) -> Option<f64> { let i = t.partition_point(|p| p.0 < x); match (i.checked_sub(1).map(|i| t[i]), t.get(i)) { (_, Some(p)) if p.0 == x => Some(p.1), (Some((x0, y0)), Some((x1, y1))) => Some(y0 + (y1 - y0) * (x - x0) / (x1 - x0)), _ => None } }
fn close(a: f64, c: f64) -> bool { a == c || (a - c).abs() <= 1e-12 * a.abs().max(c.abs()) }
fn median(v: &mut [f64]) -> Option<f64> { let n = v.len(); if n == 0 { return None; } let (l, m, _) = v.select_nth_unstable_by(n / 2, f64::total_cmp); let m = *m; Some(if n % 2 == 1 { m } else { (m + l.iter().copied().fold(f64::NEG_INFINITY, f64::max)) / 2.0 }) }
fn main() {
    let v: Vec<f64> = (0..50).map(|i| f64::from((i * 37) % 50) * 0.37 - 5.0).collect();
    println!("{:?} {:?}", stats(b(&v)), median(&mut v.clone()));
    println!("{:?}", bins(b(&[0.0, 0.99, 1.0, -5.0, 7.0, 3.5, f64::NAN, f64::INFINITY, -0.0]), 0.0, 6.0));
    let t = [(0.0, 1.0), (1.0, 3.0), (4.0, -3.0)];
    println!("{:?}", [-0.5, 0.0, 0.25, 1.0, 2.0, 4.0, 4.5].map(|x| lerp(&t, b(x))));
    println!("{} {} {}", close(b(0.1) + 0.2, 0.3), close(b(1e300), 1.0001e300), close(b(0.0), -0.0));
    let m: BTreeMap<Tot, &str> = [(Tot(f64::NAN), "nan"), (Tot(0.0), "zero"), (Tot(-0.0), "minus"), (Tot(-1e9), "low"), (Tot(f64::INFINITY), "inf")].into();
    println!("{:?} {:?}", m.values().collect::<Vec<_>>(), m.get(&Tot(b(-0.0))));
    println!("{:?} {:?} {:?}", median(&mut []), median(&mut [3.0, 1.0]), median(&mut b([5.0, -1.0, 2.0])));
    let mut w = v.clone();
    w.sort_by(|a, c| (a % 1.0).total_cmp(&(c % 1.0)).then(c.total_cmp(a)));
    println!("{:?}", &w[..5]);
    let (mut lo, mut hi) = (f32::MAX, f32::MIN);
    for x in b([3.5f32, -2.0, 8.25]) { if x < lo { lo = x; } if x > hi { hi = x; } }
    println!("{lo} {hi} {:?}", [1.5f32, 2.5, -0.5].map(|x| (x.round() as i8, x as u8, x.rem_euclid(1.0))));
}
