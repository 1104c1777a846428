//! repr(C) and repr(u8) enums with data, read through the layout that the reference promises.
use std::hint::black_box as b;

#[repr(u8)]
#[derive(Debug, Clone, Copy)]
enum Message { Quit = 5, Move { x: i32, y: i32 } = 9, Byte(u8) = 200, Wide(u64) }

#[repr(C)]
#[derive(Debug, Clone, Copy)]
enum Tagged { A(u16), B { x: u8, y: u64 }, C }

#[repr(C, u8)]
#[derive(Debug, Clone, Copy)]
enum Both { A(u32), B(u8) }

fn tag(m: &Message) -> u8 { unsafe { *(m as *const Message).cast::<u8>() } }
fn tag_c(m: &Tagged) -> i32 { unsafe { *(m as *const Tagged).cast::<i32>() } }

#[repr(C)]
struct MoveView { tag: u8, x: i32, y: i32 }

fn main() {
    for m in [Message::Quit, Message::Move { x: -1, y: 2 }, Message::Byte(3), Message::Wide(u64::MAX)] {
        println!("{} {:?}", tag(b(&m)), m);
    }
    let m = b(Message::Move { x: 100, y: -200 });
    let view = unsafe { &*(&raw const m).cast::<MoveView>() };
    println!("{} {} {}", view.tag, view.x, view.y);
    for t in [Tagged::A(7), Tagged::B { x: 1, y: 2 }, Tagged::C] { println!("{} {:?}", tag_c(b(&t)), t); }
    println!("{} {} {}", size_of::<Message>(), size_of::<Tagged>(), align_of::<Tagged>());
    println!("{} {}", size_of::<Both>(), align_of::<Both>());
    let both = b(Both::A(0x0102_0304));
    let bytes = unsafe { *(&raw const both).cast::<[u8; 8]>().cast::<[u32; 2]>() };
    println!("{:#x}", bytes[1]);
    let made = unsafe { std::mem::transmute::<u8, SmallEnum>(b(2)) };
    println!("{made:?}");
    println!("{:?}", b(Both::B(255)));
}
#[repr(u8)]
#[derive(Debug)]
enum SmallEnum { Zero, One, Two }
