//! What a debugger says of variables, in a frame where all of them have their values.
// fails
use std::hint::black_box;

#[derive(Clone, Copy, PartialEq)]
enum Color {
    Red,
    Green = 5,
    Blue = -7,
}

enum Shape {
    Empty,
    Circle { radius: f64 },
    Square(u32, u16),
}

struct Point {
    x: i32,
    y: i32,
}

struct Node {
    value: u8,
    next: Option<Box<Node>>,
}

union Bits {
    number: u32,
    bytes: [u8; 4],
}

trait Area {
    fn area(&self) -> u32;
}

impl Area for Point {
    #[inline(never)]
    fn area(&self) -> u32 {
        let area = self.x * self.y;
        end(area as u32, [1, 2, 3, 4, 5], self) //~ 1 area
    }
}

// in 0: number = 12
// in 0: large = [1, 2, 3, 4, 5]
// in 0: point = &Point { x: 3, y: 4 }
// in 0: wide = 340282366920938463463374607431768211455
// in 0: negative = -170141183460469231731687303715884105728
// in 0: truth = true
// in 0: letter = 'é'
// in 0: float = 1.5
// in 0: text = "shadowed"
// in 0: name = "name"
// in 0: pair = (1, 2.25)
// in 0: red = Red
// in 0: blue = Blue
// in 0: empty = Empty
// in 0: circle = Circle { radius: 2.5 }
// in 0: square = Square(6, 7)
// in 0: nothing = None
// in 0: something = Some(&12)
// in 0: list = &Node { value: 1, next: Some(&Node { value: 2, next: None }) }
// in 0: bits = Bits { number: 67305985, bytes: [1, 2, 3, 4] }
// in 0: slice = &[2, 3]
// in 0: reference = &&12
// in 0: empty_tuple = ()
// in 0: changed = 3
// in 0: found = 9
// in 0: closure = {closure_env#0} { _ref__changed: &3, _ref__name: "name" }
// in 1: area = 12
// in 1: self = &Point { x: 3, y: 4 }
// in 2: shape = &dyn Area
#[inline(never)]
fn end(number: u32, large: [u64; 5], point: &Point) -> u32 {
    let wide = u128::MAX;
    let negative = i128::MIN;
    let truth = number > 3;
    let letter = 'é';
    let float = 1.5f32;
    let text = number;
    let text = if text > 0 { "shadowed" } else { "" };
    let name = &String::from("name")[..];
    let pair = (1u8, 2.25f64);
    let (red, blue) = (Color::Red, Color::Blue);
    let (empty, circle, square) = (Shape::Empty, Shape::Circle { radius: 2.5 }, Shape::Square(6, 7));
    let nothing: Option<Color> = None;
    let something = Some(&number);
    let list = Box::new(Node { value: 1, next: Some(Box::new(Node { value: 2, next: None })) });
    let bits = Bits { number: 0x04030201 };
    let slice = &large[1..3];
    let reference = &&number;
    let empty_tuple = ();
    let mut changed = 0;
    for step in 0..3 {
        let found = step;
        changed += black_box(found) / 2 + 1 - step / 2;
    }
    let closure = || changed + name.len() as u32;
    {
        let Some(found) = Some(9) else { return 0 };
        if black_box(truth) {
            #[cfg(target_arch = "wasm32")]
            core::arch::wasm32::unreachable(); //~ 0 end
            #[cfg(not(target_arch = "wasm32"))]
            std::process::abort();
        }
        black_box(found);
    }
    black_box((&wide, &negative, &letter, &float, text, &pair, &nothing, &something, &list));
    black_box((&empty, &circle, &square, slice, reference, &empty_tuple, closure(), large));
    let bits = unsafe { bits.bytes[0] + (bits.number as u8) };
    number + u32::from(bits) + u32::from(red == Color::Green || blue == Color::Red) + point.x as u32
}

fn main() {
    let shape: &dyn Area = black_box(&Point { x: 3, y: 4 });
    println!("{}", shape.area()); //~ 2 variables::main
}
