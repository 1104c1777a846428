//! Statics that point to each other, to parts of others, to functions, strings and vtables.
use std::fmt::Debug;
use std::hint::black_box as b;

struct Node { name: &'static str, next: Option<&'static Node>, f: fn(i32) -> i32, any: &'static (dyn Debug + Sync) }
static A: Node = Node { name: "a", next: Some(&B), f: |x| x + 1, any: &1u8 };
static B: Node = Node { name: "b", next: Some(&C), f: double, any: &"text" };
static C: Node = Node { name: "c", next: None, f: i32::abs, any: &TABLE };
static TABLE: [&[u16]; 3] = [&[1, 2, 3], &[], &DATA.1];
static DATA: (u8, [u16; 4], &str) = (7, [10, 20, 30, 40], "data");
static ELEMENT: &u16 = &DATA.1[2];
static TAIL: &[u16] = DATA.1.split_at(2).1;
static STR: &str = DATA.2;
static CYCLE: [Ring; 2] = [Ring { n: 1, to: &CYCLE[1] }, Ring { n: 2, to: &CYCLE[0] }];
struct Ring { n: u32, to: &'static Ring }
static FNS: &[(&str, &(dyn Fn(i32) -> i32 + Sync))] = &[("inc", &|x| x + 1), ("double", &double)];
static NESTED: &&&[&[&str]] = &&(&[&["x"] as &[&str], &["y", "z"]] as &[&[&str]]);
fn double(x: i32) -> i32 { x * 2 }

fn main() {
    let mut at = Some(b(&A));
    while let Some(n) = at { println!("{} {} {:?}", n.name, (n.f)(-5), n.any); at = n.next; }
    println!("{:?} {ELEMENT} {TAIL:?} {STR}", b(&TABLE));
    println!("{} {}", std::ptr::eq(ELEMENT, &DATA.1[2]), std::ptr::eq(TAIL.as_ptr(), &DATA.1[2]));
    let mut r = &CYCLE[0];
    for _ in 0..5 { print!("{} ", r.n); r = b(r.to); }
    println!();
    println!("{:?}", FNS.iter().map(|(n, f)| format!("{n}{}", b(f)(20))).collect::<Vec<_>>());
    println!("{:?} {}", NESTED, NESTED.concat().len());
    println!("{}", std::ptr::eq(A.next.unwrap(), &B));
}
