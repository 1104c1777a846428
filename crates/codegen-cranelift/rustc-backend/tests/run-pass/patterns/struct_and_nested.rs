//! Structs, tuples, boxes and references in patterns, nested and with the rest left out.
use std::hint::black_box as b;

#[derive(Debug, Clone, Default)]
struct Point { x: i32, y: i32, z: i32 }
#[derive(Debug, Clone)]
struct Line { from: Point, to: Point, style: Style }
#[derive(Debug, Clone, PartialEq)]
enum Style { Solid, Dashed { on: u8, off: u8 }, Color((u8, u8, u8)) }
struct Unit;
struct Wrap(i32, Unit, Box<(u8, String)>);

fn kind(l: &Line) -> String {
    match l {
        Line { from: Point { x: 0, y: 0, .. }, to: Point { x, .. }, style: Style::Solid } => format!("from origin to {x}"),
        Line { style: Style::Dashed { on, off: 0 }, .. } => format!("solid after all {on}"),
        Line { style: Style::Dashed { on: a, off: c }, from, .. } if a > c => format!("{a}/{c} from {}", from.z),
        Line { style: Style::Color((255, g, _) | (_, g, 255)), to: Point { z, .. }, .. } => format!("bright {g} {z}"),
        Line { from: Point { x: a, .. }, to: Point { x: c, .. }, .. } if a == c => "vertical".into(),
        &Line { from: Point { x, y, z }, .. } => format!("{}", x + y + z),
    }
}
fn swap(&(a, ref c): &(u8, String)) -> (String, u8) { (c.clone(), a) }
fn apart(Wrap(n, Unit, inner): Wrap) -> String { let (a, s) = *inner; format!("{n} {a} {s}") }

fn main() {
    let p = |x, y, z| Point { x, y, z };
    let lines = [
        Line { from: p(0, 0, 5), to: p(7, 8, 9), style: Style::Solid },
        Line { from: p(1, 0, 5), to: p(7, 8, 9), style: Style::Dashed { on: 3, off: 0 } },
        Line { from: p(1, 0, 5), to: p(7, 8, 9), style: Style::Dashed { on: 3, off: 2 } },
        Line { from: p(1, 0, 5), to: p(1, 8, 9), style: Style::Dashed { on: 1, off: 2 } },
        Line { from: p(1, 0, 5), to: p(7, 8, 9), style: Style::Color((255, 20, 0)) },
        Line { from: p(1, 0, 5), to: p(7, 8, -9), style: Style::Color((0, 21, 255)) },
        Line { from: p(1, 0, 5), to: p(7, 8, 9), style: Style::Color((0, 21, 25)) },
    ];
    for l in &lines { println!("{}", kind(b(l))); }
    println!("{:?}", swap(b(&(4, "s".into()))));
    println!("{}", apart(b(Wrap(1, Unit, Box::new((2, "three".into()))))));
    let Point { x, .. } = b(p(11, 12, 13));
    let Line { to: Point { y: height, .. }, style, .. } = lines[4].clone();
    println!("{x} {height} {style:?}");
    let moved = Point { y: 100, ..lines[3].from.clone() };
    println!("{moved:?} {:?}", Point { z: 1, ..Default::default() });
    let ((a, c), [d, .., e]) = b(((1, 2.5), ["x", "y", "z"]));
    println!("{a} {c} {d} {e}");
    let (mut i, mut j) = (1, 2);
    (i, j) = (j, i + j);
    [i, _, j] = [i * 10, 0, j * 10];
    Point { x: i, z: j, .. } = p(i + 1, 0, j + 1);
    println!("{i} {j}");
}
