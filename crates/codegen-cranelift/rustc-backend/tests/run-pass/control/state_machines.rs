//! Machines with transitions in all directions: loops in match in loop, with fall-through and shared tails.
use std::hint::black_box as b;

#[derive(Clone, Copy, PartialEq, Debug)] enum S { A, B, C, D, End }
fn machine(input: &[u8]) -> (S, u32, Vec<u8>) {
    let (mut s, mut at, mut acc, mut out) = (S::A, 0, 1u32, vec![]);
    loop {
        let c = match input.get(at) { Some(c) => *c, None => break };
        at += 1;
        s = match (s, c) {
            (S::A, b'a') => { acc = acc.wrapping_mul(3); S::B }
            (S::A, b'0'..=b'9') => { acc += u32::from(c - b'0'); if acc % 2 == 0 { continue } S::C }
            (S::B, b'a' | b'b') if acc < 50 => { out.push(c); S::B }
            (S::B, _) => { at -= 1; acc += 1; S::D }
            (S::C, b'x') => { while at < input.len() && input[at] == b'x' { at += 1; acc += 10; } S::A }
            (S::C | S::D, b'!') => S::End,
            (S::D, b'a'..=b'z') => { out.push(c.to_ascii_uppercase()); if out.len() > 6 { break } S::A }
            (S::End, _) => return (S::End, acc, out),
            (from, _) => { out.push(from as u8); match from { S::D => S::C, S::C => S::B, _ => S::A } }
        };
    }
    (s, acc, out)
}
fn jumps(code: &[(u8, i32)]) -> Vec<i32> {
    let (mut pc, mut r, mut fuel, mut out) = (0i32, [0i32; 3], 200, vec![]);
    'run: while fuel > 0 {
        fuel -= 1;
        let Some(&(op, x)) = code.get(pc as usize) else { break };
        match op {
            0 => r[0] += x, 1 => r[1] += x, 2 => { if r[0] != 0 { pc += x; continue 'run; } }
            3 => { if r[1] > x { r.swap(0, 1); } else { pc += 1; } }
            4 => out.push(r[0]), 5 => { r[2] = r[0]; r[0] = r[1]; r[1] = r[2]; } 6 => { pc = x; continue } _ => break 'run,
        }
        pc += 1;
    }
    out.extend(r);
    out
}
fn two_entries(mut n: u32, second: bool) -> Vec<u32> { let mut v = vec![]; let mut skip = second; loop { if !skip { n = n.wrapping_mul(5) % 97; v.push(n); if n == 1 { break; } } skip = false; n += 3; v.push(n + 1000); if n % 11 == 0 || v.len() > 12 { break; } } v }

fn main() {
    for s in ["abab!z", "13xxxa", "aab,q,r,s!t", "0x2x4x!!a", "zzzaz9", "aaaaaaaa!", ""] { println!("{:?}", machine(b(s.as_bytes()))); }
    println!("{:?}", jumps(b(&[(0, 5), (1, 2), (4, 0), (0, -1), (2, -2), (5, 0), (4, 0), (7, 0)])));
    println!("{:?}", jumps(&[(0, 3), (3, 4), (6, 4), (7, 0), (1, 2), (6, 1)]));
    println!("{:?}", jumps(&[(6, 0)]));
    for (n, s) in [(1, true), (1, false), (50, true), (8, false)] { println!("{:?}", two_entries(b(n), b(s))); }
}
