//! Registries built of statics: slices of trait objects, perfect hash of names, tables sorted by const code.
use std::hint::black_box as b;
use std::sync::Mutex;
trait Plugin: Sync { fn name(&self) -> &'static str; fn run(&self, x: u32) -> u32; fn deps(&self) -> &'static [&'static dyn Plugin] { &[] } }
struct Scale(u32); struct Shift { by: u32, name: &'static str } struct Sum;
impl Plugin for Scale { fn name(&self) -> &'static str { "scale" } fn run(&self, x: u32) -> u32 { x.wrapping_mul(self.0) } }
impl Plugin for Shift { fn name(&self) -> &'static str { self.name } fn run(&self, x: u32) -> u32 { x.rotate_left(self.by) } fn deps(&self) -> &'static [&'static dyn Plugin] { &[&Scale(11)] } }
impl Plugin for Sum { fn name(&self) -> &'static str { "sum" } fn run(&self, x: u32) -> u32 { self.deps().iter().map(|p| p.run(x)).fold(0, u32::wrapping_add) } fn deps(&self) -> &'static [&'static dyn Plugin] { &PLUGINS } }
static TEN: Scale = Scale(10);
static PLUGINS: [&dyn Plugin; 3] = [&TEN, &Shift { by: 8, name: "shift" }, &Shift { by: 31, name: "half" }];
static ROOT: &dyn Plugin = &Sum;
const WORDS: [&str; 8] = ["break", "const", "else", "fn", "if", "let", "match", "while"];
const fn h(s: &str, seed: u32) -> usize { let mut n = seed; let mut i = 0; while i < s.len() { n = n.wrapping_mul(31).wrapping_add(s.as_bytes()[i] as u32); i += 1; } (n >> 7) as usize % 16 }
const SEED: u32 = { let mut seed = 0; loop { let mut used = [false; 16]; let mut ok = true; let mut i = 0; while i < 8 { let k = h(WORDS[i], seed); if used[k] { ok = false; break; } used[k] = true; i += 1; } if ok { break seed; } seed += 1; } };
static PERFECT: [Option<&str>; 16] = { let mut t = [None; 16]; let mut i = 0; while i < 8 { t[h(WORDS[i], SEED)] = Some(WORDS[i]); i += 1; } t };
static HISTORY: Mutex<[u8; 4]> = Mutex::new([0; 4]);
fn keyword(s: &str) -> bool { matches!(PERFECT[h(s, SEED)], Some(w) if w == s) }
fn find(n: &str) -> Option<&'static dyn Plugin> { PLUGINS.iter().copied().chain([ROOT]).find(|p| p.name() == n) }
fn main() {
    for n in ["scale", "shift", "half", "sum", "none"] { println!("{n} {:?}", find(b(n)).map(|p| (p.run(b(0x0100_0001)), p.deps().len()))); }
    println!("{}", ROOT.deps().iter().flat_map(|p| p.deps()).map(|p| p.run(2)).sum::<u32>());
    println!("{} {:?}", WORDS.iter().all(|w| keyword(b(w))), ["fun", "", "lets", "matc", "iff"].map(|s| keyword(b(s))));
    println!("{} {}", PERFECT.iter().flatten().count(), SEED < 100_000);
    for x in [3u8, 5, 3, 9] { let mut g = HISTORY.lock().unwrap(); g.rotate_right(1); g[0] = x; }
    println!("{:?}", HISTORY.lock().unwrap());
}
