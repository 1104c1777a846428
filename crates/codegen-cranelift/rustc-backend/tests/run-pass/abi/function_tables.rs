//! Tables of functions of many signatures: dispatch by opcode, by name, by vtable, by struct of pointers.
use std::hint::black_box as b;

struct Ops { name: &'static str, unary: fn(f64) -> f64, binary: fn(f64, f64) -> f64, test: Option<fn(&[f64]) -> bool>, make: fn() -> Box<dyn Fn(f64) -> f64> }
static OPS: [Ops; 3] = [
    Ops { name: "add", unary: |x| x + 1.0, binary: |x, y| x + y, test: None, make: || Box::new(|x| x + 100.0) },
    Ops { name: "mul", unary: |x| x * x, binary: std::ops::Mul::mul, test: Some(|v| v.iter().all(|x| *x > 0.0)), make: || { let k = 3.0; Box::new(move |x| x * k) } },
    Ops { name: "max", unary: f64::abs, binary: f64::max, test: Some(<[f64]>::is_empty), make: || Box::new(f64::ceil) },
];
type Handler = fn(&mut Vm, i32) -> Result<(), String>;
#[derive(Default)] struct Vm { stack: Vec<i32>, out: Vec<String>, pc: usize }
const TABLE: [Option<Handler>; 8] = { let mut t: [Option<Handler>; 8] = [None; 8]; t[0] = Some(|vm, x| { vm.stack.push(x); Ok(()) }); t[1] = Some(Vm::add); t[2] = Some(Vm::print); t[3] = Some(|vm, x| { if vm.pop()? != 0 { vm.pc = x as usize; } Ok(()) }); t[6] = Some(dup); t };
impl Vm {
    fn pop(&mut self) -> Result<i32, String> { self.stack.pop().ok_or_else(|| format!("empty at {}", self.pc)) }
    fn add(&mut self, x: i32) -> Result<(), String> { let y = self.pop()?; self.stack.push(y + x); Ok(()) }
    fn print(&mut self, _: i32) -> Result<(), String> { let x = *self.stack.last().ok_or("nothing")?; self.out.push(x.to_string()); Ok(()) }
    fn run(&mut self, code: &[(u8, i32)]) -> Result<(), String> { while let Some((op, x)) = code.get(self.pc) { self.pc += 1; TABLE.get(*op as usize).copied().flatten().ok_or_else(|| format!("bad op {op}"))?(self, *x)?; } Ok(()) }
}
fn dup(vm: &mut Vm, n: i32) -> Result<(), String> { for _ in 0..n { let x = vm.pop()?; vm.stack.extend([x, x]); } Ok(()) }

fn main() {
    for o in b(&OPS) { println!("{} {} {} {:?} {}", o.name, (o.unary)(b(-3.0)), (o.binary)(2.0, b(5.0)), o.test.map(|t| (t(&[1.0]), t(&[]))), (o.make)()(b(1.25))); }
    for code in [&[(0, 5), (2, 0), (1, -1), (6, 1), (3, 1)][..], &[(0, 1), (4, 0)], &[(0, 1), (3, 3), (9, 9), (1, 1)], &[(6, 3)], &[(9, 0)]] { let mut vm = Vm::default(); let r = vm.run(b(code)); println!("{r:?} {:?} {:?} {}", vm.out, vm.stack, vm.pc); }
    let by_name: Vec<(&str, fn(&str) -> String)> = vec![("up", str::to_uppercase), ("rev", |s| s.chars().rev().collect()), ("len", |s| s.len().to_string()), ("own", |s| s.to_owned())];
    println!("{:?}", ["rev", "up", "zz", "len"].map(|n| by_name.iter().find(|e| e.0 == n).map(|e| (e.1)(b("abc")))));
    let sel: [[fn(u8) -> u8; 2]; 2] = [[u8::leading_zeros_u8, |x| x << 1], [u8::reverse_bits, |x| !x]];
    println!("{:?}", (0..4).map(|i| sel[b(i) / 2][i % 2](0b0001_0110)).collect::<Vec<_>>());
}
trait Extra { fn leading_zeros_u8(self) -> u8; }
impl Extra for u8 { fn leading_zeros_u8(self) -> u8 { self.leading_zeros() as u8 } }
