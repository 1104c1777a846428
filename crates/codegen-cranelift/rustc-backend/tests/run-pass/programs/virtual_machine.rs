//! A stack machine with calls, locals and a heap; an assembler for it with labels; programs run with a trace hash.
use std::collections::BTreeMap;
use std::hint::black_box as b;

#[derive(Debug, Clone, Copy, PartialEq)] enum I { Push(i64), Pop, Dup, Swap, Add, Sub, Mul, Div, Mod, Lt, Eq, Not, Jmp(u32), Jz(u32), Call(u32, u8), Ret, Load(u8), Store(u8), Get, Set, Print, Halt }
#[derive(Debug, PartialEq)] enum Trap { Empty(usize), DivZero(usize), Bounds(i64), Fuel, Unknown(String), Label(String) }
fn assemble(src: &str) -> Result<Vec<I>, Trap> {
    let mut labels = BTreeMap::new();
    let mut n = 0;
    for w in src.lines().map(str::trim).filter(|l| !l.is_empty()) { if let Some(l) = w.strip_suffix(':') { labels.insert(l, n); } else { n += 1; } }
    src.lines().map(str::trim).filter(|l| !l.is_empty() && !l.ends_with(':')).map(|l| {
        let mut w = l.split(' ');
        let op = w.next().unwrap();
        let arg = w.next().unwrap_or("");
        let num = || arg.parse::<i64>().map_err(|_| Trap::Unknown(l.into()));
        let label = || labels.get(arg).copied().ok_or_else(|| Trap::Label(arg.into()));
        Ok(match op { "push" => I::Push(num()?), "pop" => I::Pop, "dup" => I::Dup, "swap" => I::Swap, "add" => I::Add, "sub" => I::Sub, "mul" => I::Mul, "div" => I::Div, "mod" => I::Mod, "lt" => I::Lt, "eq" => I::Eq, "not" => I::Not, "jmp" => I::Jmp(label()?), "jz" => I::Jz(label()?), "call" => I::Call(label()?, w.next().and_then(|x| x.parse().ok()).unwrap_or(0)), "ret" => I::Ret, "load" => I::Load(num()? as u8), "store" => I::Store(num()? as u8), "get" => I::Get, "set" => I::Set, "print" => I::Print, "halt" => I::Halt, _ => return Err(Trap::Unknown(op.into())) })
    }).collect()
}
fn run(code: &[I], fuel: u32) -> (Result<Vec<i64>, Trap>, u64, String) {
    let (mut st, mut frames, mut heap, mut pc, mut h, mut out) = (vec![], vec![(0usize, [0i64; 8])], [0i64; 64], 0usize, 7u64, String::new());
    let mut left = fuel;
    let r = (|| loop {
        left = left.checked_sub(1).ok_or(Trap::Fuel)?;
        h = h.rotate_left(7) ^ pc as u64 ^ (st.len() as u64) << 32;
        let i = code[pc];
        pc += 1;
        let at = pc;
        macro_rules! pop { () => { st.pop().ok_or(Trap::Empty(at))? } }
        macro_rules! bin { ($f:expr) => {{ let y: i64 = pop!(); let x: i64 = pop!(); let f: fn(i64, i64) -> i64 = $f; st.push(f(x, y)) }} }
        match i {
            I::Push(n) => st.push(n), I::Pop => { pop!(); } I::Dup => { let x = pop!(); st.extend([x, x]); } I::Swap => { let (x, y) = (pop!(), pop!()); st.extend([x, y]); }
            I::Add => bin!(i64::wrapping_add), I::Sub => bin!(i64::wrapping_sub), I::Mul => bin!(i64::wrapping_mul), I::Lt => bin!(|x, y| (x < y).into()), I::Eq => bin!(|x, y| (x == y).into()),
            I::Div | I::Mod => { let (y, x) = (pop!(), pop!()); st.push((if i == I::Div { x.checked_div(y) } else { x.checked_rem(y) }).ok_or(Trap::DivZero(at))?); }
            I::Not => { let x = pop!(); st.push((x == 0).into()); } I::Jmp(t) => pc = t as usize, I::Jz(t) => if pop!() == 0 { pc = t as usize; },
            I::Call(t, n) => { let mut l = [0; 8]; for k in (0..n).rev() { l[k as usize] = pop!(); } frames.push((pc, l)); pc = t as usize; }
            I::Ret => { let (back, _) = frames.pop().unwrap(); if frames.is_empty() { return Ok(st.clone()); } pc = back; }
            I::Load(k) => st.push(frames.last().unwrap().1[k as usize]), I::Store(k) => { let x = pop!(); frames.last_mut().unwrap().1[k as usize] = x; }
            I::Get => { let a = pop!(); st.push(*usize::try_from(a).ok().and_then(|a| heap.get(a)).ok_or(Trap::Bounds(a))?); } I::Set => { let (v, a) = (pop!(), pop!()); *usize::try_from(a).ok().and_then(|a| heap.get_mut(a)).ok_or(Trap::Bounds(a))? = v; }
            I::Print => out += &format!("{} ", pop!()), I::Halt => return Ok(st.clone()),
        }
    })();
    (r, h, out)
}
const FIB: &str = "push 15\ncall fib 1\nhalt\nfib:\nload 0\npush 2\nlt\njz rec\nload 0\nret\nrec:\nload 0\npush 1\nsub\ncall fib 1\nload 0\npush 2\nsub\ncall fib 1\nadd\nret";
const SIEVE: &str = "push 2\nstore 0\nloop:\nload 0\npush 50\nlt\njz end\nload 0\nget\njz prime\njmp next\nprime:\nload 0\nprint\nload 0\ndup\nadd\nstore 1\nmark:\nload 1\npush 50\nlt\njz next\nload 1\npush 1\nset\nload 1\nload 0\nadd\nstore 1\njmp mark\nnext:\nload 0\npush 1\nadd\nstore 0\njmp loop\nend:\nhalt";

fn main() {
    for src in [FIB, SIEVE, "push 1\npush 0\ndiv", "pop", "push 99\nget\nhalt", "push -1\npush 5\nset", "a:\njmp a", "jmp nowhere", "bad 1", "push x"] {
        match assemble(b(src)) { Ok(code) => println!("{} {:?}", code.len(), run(&code, 100_000)), Err(e) => println!("{e:?}") }
    }
}
