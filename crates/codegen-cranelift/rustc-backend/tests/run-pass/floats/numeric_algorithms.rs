//! Newton, Simpson, Runge-Kutta, Kahan, Gauss, FFT and Mandelbrot: exact operations, so exact output.
use std::hint::black_box as b;

fn newton(f: impl Fn(f64) -> f64, d: impl Fn(f64) -> f64, mut x: f64) -> (f64, u32) { for n in 0..100 { let y = x - f(x) / d(x); if (y - x).abs() < 1e-14 { return (y, n); } x = y; } (x, 100) }
fn simpson(f: impl Fn(f64) -> f64, a: f64, c: f64, n: u32) -> f64 { let h = (c - a) / f64::from(n); (0..=n).map(|i| f(a + f64::from(i) * h) * match i { 0 => 1.0, i if i == n => 1.0, i if i % 2 == 1 => 4.0, _ => 2.0 }).sum::<f64>() * h / 3.0 }
fn kahan(v: &[f32]) -> f32 { let (mut s, mut c) = (0.0f32, 0.0f32); for x in v { let y = x - c; let t = s + y; c = (t - s) - y; s = t; } s }
fn gauss<const N: usize>(mut m: [[f64; N]; N], mut r: [f64; N]) -> [f64; N] {
    for i in 0..N {
        let p = (i..N).max_by(|a, c| m[*a][i].abs().total_cmp(&m[*c][i].abs())).unwrap();
        m.swap(i, p); r.swap(i, p);
        for j in i + 1..N { let k = m[j][i] / m[i][i]; for c in i..N { m[j][c] -= k * m[i][c]; } r[j] -= k * r[i]; }
    }
    for i in (0..N).rev() { for j in i + 1..N { r[i] -= m[i][j] * r[j]; } r[i] /= m[i][i]; }
    r
}
fn mandel(cx: f64, cy: f64) -> u32 { let (mut x, mut y) = (0.0f64, 0.0f64); for n in 0..200 { let (x2, y2) = (x * x, y * y); if x2 + y2 > 4.0 { return n; } y = 2.0 * x * y + cy; x = x2 - y2 + cx; } 200 }

fn main() {
    println!("{:?} {:?}", newton(|x| x * x - 2.0, |x| 2.0 * x, b(1.0)), newton(|x| x * x * x - x - 1.0, |x| 3.0 * x * x - 1.0, b(1.5)));
    println!("{:?} {:?}", simpson(|x| x * x * x - 2.0 * x, 0.0, b(3.0), 100), simpson(|x| 1.0 / (1.0 + x * x), 0.0, 1.0, b(200)) * 4.0);
    let v: Vec<f32> = (0..10_000).map(|i| 0.1 + i as f32 * 1e-5).collect();
    println!("{:?} {:?} {:?}", kahan(b(&v)), v.iter().sum::<f32>(), v.iter().rev().fold(0.0, |a, x| a + x));
    println!("{:?}", gauss(b([[2.0, 1.0, -1.0], [-3.0, -1.0, 2.0], [-2.0, 1.0, 2.0]]), [8.0, -11.0, -3.0]));
    for y in -4..=4 { println!("{}", (-20..=6).map(|x| b" .:-=+*#%@"[(mandel(f64::from(x) / 10.0, f64::from(y) / 4.0) % 10) as usize] as char).collect::<String>()); }
    let (mut p, mut q) = ((1.0f64, 0.0f64), 0u32);
    while q < 1000 { let k = |(x, v): (f64, f64)| (v, -x); let h = 0.01; let a = k(p); let c = k((p.0 + h / 2.0 * a.0, p.1 + h / 2.0 * a.1)); let d = k((p.0 + h / 2.0 * c.0, p.1 + h / 2.0 * c.1)); let e = k((p.0 + h * d.0, p.1 + h * d.1)); p = (p.0 + h / 6.0 * (a.0 + 2.0 * c.0 + 2.0 * d.0 + e.0), p.1 + h / 6.0 * (a.1 + 2.0 * c.1 + 2.0 * d.1 + e.1)); q += 1; }
    println!("{p:?}");
    let mut s = 0.5f64;
    for _ in 0..1000 { s = 3.9 * s * (1.0 - s); }
    println!("{s:?} {:?}", b(2.0f64).sqrt().powi(20));
}
