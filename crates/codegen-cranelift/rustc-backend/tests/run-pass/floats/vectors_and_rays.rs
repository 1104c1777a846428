//! Small vectors of floats by value: a ray tracer of spheres in characters, rotations and intersections.
use std::hint::black_box as b;
use std::ops::*;
#[derive(Clone, Copy, PartialEq, Debug)] struct V(f32, f32, f32);
impl Add for V { type Output = V; fn add(self, o: V) -> V { V(self.0 + o.0, self.1 + o.1, self.2 + o.2) } }
impl Sub for V { type Output = V; fn sub(self, o: V) -> V { V(self.0 - o.0, self.1 - o.1, self.2 - o.2) } }
impl Mul<f32> for V { type Output = V; fn mul(self, k: f32) -> V { V(self.0 * k, self.1 * k, self.2 * k) } }
impl V { fn dot(self, o: V) -> f32 { self.0 * o.0 + self.1 * o.1 + self.2 * o.2 } fn cross(self, o: V) -> V { V(self.1 * o.2 - self.2 * o.1, self.2 * o.0 - self.0 * o.2, self.0 * o.1 - self.1 * o.0) } fn unit(self) -> V { self * (1.0 / self.dot(self).sqrt()) } fn reflect(self, n: V) -> V { self - n * (2.0 * self.dot(n)) } }
#[derive(Clone, Copy)] enum Shape { Ball { at: V, r: f32, mirror: f32 }, Floor(f32) }
struct Hit { t: f32, at: V, n: V, light: f32, mirror: f32 }
fn hit(s: &Shape, o: V, d: V) -> Option<Hit> { match *s { Shape::Ball { at, r, mirror } => { let m = o - at; let (h, c) = (m.dot(d), m.dot(m) - r * r); let q = h * h - c; if q < 0.0 { return None; } let t = [-h - q.sqrt(), -h + q.sqrt()].into_iter().find(|t| *t > 1e-3)?; let p = o + d * t; Some(Hit { t, at: p, n: (p - at) * (1.0 / r), light: 1.0, mirror }) } Shape::Floor(y) => { let t = (y - o.1) / d.1; (t > 1e-3 && t < 100.0).then(|| { let p = o + d * t; let dark = (p.0.floor() as i32 + p.2.floor() as i32).rem_euclid(2) == 0; Hit { t, at: p, n: V(0.0, 1.0, 0.0), light: if dark { 0.3 } else { 0.8 }, mirror: 0.0 } }) } } }
fn trace(w: &[Shape], o: V, d: V, depth: u8) -> f32 { let Some(h) = w.iter().filter_map(|s| hit(s, o, d)).min_by(|a, c| a.t.total_cmp(&c.t)) else { return 0.5 * (d.1 + 1.0) * 0.4 }; let sun = V(0.5, 0.8, -0.4).unit(); let shade = if w.iter().any(|s| hit(s, h.at, sun).is_some()) { 0.1 } else { h.n.dot(sun).max(0.1) }; let own = h.light * shade; if h.mirror > 0.0 && depth > 0 { own * (1.0 - h.mirror) + h.mirror * trace(w, h.at, d.reflect(h.n), depth - 1) } else { own } }
fn main() {
    let w = b([Shape::Ball { at: V(-1.2, 0.0, 4.0), r: 1.0, mirror: 0.6 }, Shape::Ball { at: V(1.1, 0.2, 5.0), r: 1.25, mirror: 0.0 }, Shape::Floor(-1.0)]);
    for y in 0..14 { println!("{}", (0..44).map(|x| { let d = V((x as f32 - 21.5) / 22.0, (6.5 - y as f32) / 12.0, 1.0).unit(); let l = trace(&w, V(0.0, 0.3, -1.0), d, 3); b" .,:;+*oO#@"[((l * 11.0) as usize).min(10)] as char }).collect::<String>()); }
    println!("{:?} {:?}", V(1.0, 2.0, 3.0).cross(b(V(-1.0, 0.5, 2.0))), V(1.0, -1.0, 0.0).reflect(V(0.0, 1.0, 0.0)));
    let mut v = b(V(1.0, 0.0, 0.0));
    for _ in 0..8 { let (s, c) = (0.6f32, 0.8f32); v = V(v.0 * c - v.1 * s, v.0 * s + v.1 * c, v.2 + 0.125); }
    println!("{v:?} {:?}", v.dot(v));
}
