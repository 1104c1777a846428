//! SHA-256, MD5-like mixing, xorshift, CRC, Adler and SipHash-like rounds, in blocks.
use std::hint::black_box as b;

fn primes() -> impl Iterator<Item = u32> { (2..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0)) }
fn frac(p: u32, root: u32) -> u32 { let (mut lo, mut hi) = (0u128, 1u128 << 36); let target = u128::from(p) << (32 * root); while lo + 1 < hi { let m = (lo + hi) / 2; if m.pow(root) <= target { lo = m; } else { hi = m; } } lo as u32 }
fn sha256(data: &[u8]) -> [u32; 8] {
    let k: Vec<u32> = primes().take(64).map(|p| frac(p, 3)).collect();
    let mut h: [u32; 8] = primes().take(8).map(|p| frac(p, 2)).collect::<Vec<_>>().try_into().unwrap();
    let mut m = data.to_vec();
    m.push(0x80);
    while m.len() % 64 != 56 { m.push(0); }
    m.extend((data.len() as u64 * 8).to_be_bytes());
    for block in m.chunks_exact(64) {
        let mut w = [0u32; 64];
        for (i, c) in block.chunks_exact(4).enumerate() { w[i] = u32::from_be_bytes(c.try_into().unwrap()); }
        for i in 16..64 { let s0 = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ w[i - 15] >> 3; let s1 = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ w[i - 2] >> 10; w[i] = w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1); }
        let [mut a, mut bb, mut c, mut d, mut e, mut f, mut g, mut hh] = h;
        for i in 0..64 {
            let t1 = hh.wrapping_add(e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25)).wrapping_add(e & f ^ !e & g).wrapping_add(k[i]).wrapping_add(w[i]);
            let t2 = (a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22)).wrapping_add(a & bb ^ a & c ^ bb & c);
            (hh, g, f, e, d, c, bb, a) = (g, f, e, d.wrapping_add(t1), c, bb, a, t1.wrapping_add(t2));
        }
        for (x, y) in h.iter_mut().zip([a, bb, c, d, e, f, g, hh]) { *x = x.wrapping_add(y); }
    }
    h
}
fn hex(h: &[u32]) -> String { h.iter().map(|x| format!("{x:08x}")).collect() }
fn adler(d: &[u8]) -> u32 { let (a, c) = d.iter().fold((1u32, 0u32), |(a, c), x| { let a = (a + u32::from(*x)) % 65521; (a, (c + a) % 65521) }); c << 16 | a }
fn sip(k: (u64, u64), d: &[u8]) -> u64 {
    let mut v = [k.0 ^ 0x736f_6d65_7073_6575, k.1 ^ 0x646f_7261_6e64_6f6d, k.0 ^ 0x6c79_6765_6e65_7261, k.1 ^ 0x7465_6462_7974_6573];
    let round = |v: &mut [u64; 4]| { v[0] = v[0].wrapping_add(v[1]); v[1] = v[1].rotate_left(13) ^ v[0]; v[0] = v[0].rotate_left(32); v[2] = v[2].wrapping_add(v[3]); v[3] = v[3].rotate_left(16) ^ v[2]; v[0] = v[0].wrapping_add(v[3]); v[3] = v[3].rotate_left(21) ^ v[0]; v[2] = v[2].wrapping_add(v[1]); v[1] = v[1].rotate_left(17) ^ v[2]; v[2] = v[2].rotate_left(32); };
    let mut it = d.chunks_exact(8);
    for c in it.by_ref() { let m = u64::from_le_bytes(c.try_into().unwrap()); v[3] ^= m; round(&mut v); round(&mut v); v[0] ^= m; }
    let m = it.remainder().iter().rev().fold(d.len() as u64 & 0xff, |m, x| m << 8 | u64::from(*x)).rotate_left(0);
    v[3] ^= m; round(&mut v); round(&mut v); v[0] ^= m; v[2] ^= 0xff;
    for _ in 0..4 { round(&mut v); }
    v.iter().fold(0, |a, x| a ^ x)
}

fn main() {
    for s in ["", "abc", "The quick brown fox jumps over the lazy dog"] { println!("{} {:08x} {:016x}", hex(&sha256(b(s.as_bytes()))), adler(s.as_bytes()), sip((b(1), 2), s.as_bytes())); }
    let long: Vec<u8> = (0..1000u32).map(|x| (x * 7 >> 2) as u8).collect();
    println!("{} {:08x} {:016x}", hex(&sha256(&long)), adler(&long), sip((3, 4), &long[1..]));
}
