//! Alternatives at every depth, with bindings in each.
use std::hint::black_box as b;

enum Cmd { Move { dx: i8, dy: i8 }, Go(u8, Dir), Stop, Wait(Option<u16>) }
#[derive(Clone, Copy, PartialEq, Debug)]
enum Dir { N, E, S, W }

fn delta(c: &Cmd) -> (i32, i32) {
    match c {
        Cmd::Move { dx: 0 | -128, dy: n @ (1..=5 | 100..) } | Cmd::Move { dx: n @ 7, dy: 7 } => (0, i32::from(*n)),
        Cmd::Move { dx, dy } => ((*dx).into(), (*dy).into()),
        Cmd::Go(n @ (1 | 2 | 3 | 250..), d @ (Dir::E | Dir::W)) => (i32::from(*n) * if *d == Dir::E { 1 } else { -1 }, 1),
        Cmd::Go(n, _) => (i32::from(*n), 2),
        Cmd::Stop | Cmd::Wait(None | Some(0)) => (0, 0),
        Cmd::Wait(Some(1..=9 | 100)) => (9, 9),
        Cmd::Wait(Some(_)) => (8, 8),
    }
}
fn triple(t: (u8, u8, u8)) -> u8 {
    match t { (1 | 2, 3 | 4, 5 | 6) => 1, (1, _, 7 | 8) | (_, 2, 7 | 9) => 2, (0, x, 0) | (x, 0, 0) | (0, 0, x) => 10 + x, _ => 0 }
}
fn keyword(s: &str) -> u8 { match s { "if" | "else" | "while" => 1, "let" | "const" => 2, "" => 3, _ if s.len() > 6 => 4, _ => 5 } }
fn sides((Ok(x) | Err(x)): Result<i32, i32>) -> i32 { x }

fn main() {
    for c in [Cmd::Move { dx: 3, dy: -4 }, Cmd::Move { dx: 0, dy: 4 }, Cmd::Move { dx: -128, dy: 127 }, Cmd::Move { dx: 7, dy: 7 }, Cmd::Go(1, Dir::N), Cmd::Go(2, Dir::E), Cmd::Go(3, Dir::W), Cmd::Go(9, Dir::W), Cmd::Go(255, Dir::W), Cmd::Stop, Cmd::Wait(None), Cmd::Wait(Some(0)), Cmd::Wait(Some(5)), Cmd::Wait(Some(100)), Cmd::Wait(Some(50))] {
        println!("{:?}", delta(b(&c)));
    }
    let mut counts = [0u32; 30];
    for i in 0..10 { for j in 0..10 { for k in 0..10 { counts[triple(b((i, j, k))) as usize] += 1; } } }
    println!("{counts:?}");
    for s in ["if", "else", "while", "let", "const", "", "continue", "loop"] { print!("{} ", keyword(b(s))); }
    println!("{} {}", sides(b(Ok(1))), sides(b(Err(2))));
    let n = [Dir::N, Dir::E, Dir::S, Dir::W].into_iter().filter(|d| matches!(b(d), Dir::N | Dir::W)).count();
    println!("{n}");
}
