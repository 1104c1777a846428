//! Raster graphics in text: lines, circles, flood fill, polygons, transforms, run-length output.
use std::hint::black_box as b;
struct Canvas<const W: usize, const H: usize>([[u8; W]; H]);
impl<const W: usize, const H: usize> Canvas<W, H> {
    fn new() -> Self { Canvas([[b'.'; W]; H]) }
    fn put(&mut self, x: i32, y: i32, c: u8) { if let Some(p) = usize::try_from(y).ok().and_then(|y| self.0.get_mut(y)).and_then(|r| usize::try_from(x).ok().and_then(|x| r.get_mut(x))) { *p = c; } }
    fn line(&mut self, (mut x, mut y): (i32, i32), to: (i32, i32), c: u8) { let (dx, dy) = ((to.0 - x).abs(), -(to.1 - y).abs()); let (sx, sy) = ((to.0 - x).signum(), (to.1 - y).signum()); let mut e = dx + dy; loop { self.put(x, y, c); if (x, y) == to { break; } let e2 = 2 * e; if e2 >= dy { e += dy; x += sx; } if e2 <= dx { e += dx; y += sy; } } }
    fn circle(&mut self, cx: i32, cy: i32, r: i32, c: u8) { let (mut x, mut y, mut d) = (r, 0, 1 - r); while x >= y { for (a, e) in [(x, y), (y, x)] { for (sx, sy) in [(1, 1), (-1, 1), (1, -1), (-1, -1)] { self.put(cx + a * sx, cy + e * sy, c); } } y += 1; d += if d < 0 { 2 * y + 1 } else { x -= 1; 2 * (y - x) + 1 }; } }
    fn fill(&mut self, x: usize, y: usize, c: u8) -> u32 { let old = self.0[y][x]; if old == c { return 0; } let mut stack = vec![(x, y)]; let mut n = 0; while let Some((x, y)) = stack.pop() { if self.0[y][x] != old { continue; } self.0[y][x] = c; n += 1; if x > 0 { stack.push((x - 1, y)); } if y > 0 { stack.push((x, y - 1)); } if x + 1 < W { stack.push((x + 1, y)); } if y + 1 < H { stack.push((x, y + 1)); } } n }
    fn polygon(&mut self, p: &[(f32, f32)], c: u8) { for y in 0..H { let fy = y as f32 + 0.5; let mut xs: Vec<f32> = p.iter().zip(p.iter().cycle().skip(1)).filter(|(a, d)| (a.1 > fy) != (d.1 > fy)).map(|(a, d)| a.0 + (fy - a.1) / (d.1 - a.1) * (d.0 - a.0)).collect(); xs.sort_by(f32::total_cmp); for s in xs.chunks_exact(2) { for x in s[0].ceil() as i32..s[1].ceil() as i32 { self.put(x, y as i32, c); } } } }
    fn transposed(&self) -> Canvas<H, W> { Canvas(std::array::from_fn(|x| std::array::from_fn(|y| self.0[y][x]))) }
    fn show(&self) -> String { self.0.iter().map(|r| String::from_utf8_lossy(r).into_owned()).collect::<Vec<_>>().join("\n") }
    fn runs(&self) -> String { self.0.as_flattened().chunk_by(|a, c| a == c).map(|r| format!("{}{}", r.len(), r[0] as char)).collect() }
}
fn main() {
    let mut c = Canvas::<24, 12>::new();
    c.circle(b(8), 5, 5, b'o');
    c.line((0, 11), (b(23), 0), b'/');
    c.line((20, 11), (20, 2), b'|');
    c.line((-5, -5), (30, 30), b'\\');
    println!("{}\n", c.show());
    println!("{} {}", c.fill(b(8), 5, b'*'), c.fill(0, 0, b'\\'));
    c.polygon(&[(12.0, 1.0), (23.0, 6.5), (13.5, 11.0), (15.0, 6.0)], b'#');
    println!("{}\n{}", c.show(), c.runs());
    let t = c.transposed();
    println!("{}\n{}", t.show(), t.transposed().0 == c.0);
}
