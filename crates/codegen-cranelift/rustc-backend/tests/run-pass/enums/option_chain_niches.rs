//! Options in options in options: one byte of bool or char holds all levels.
use std::hint::black_box as b;

fn depth(x: Option<Option<Option<Option<bool>>>>) -> String {
    match x {
        None => "0".into(),
        Some(None) => "1".into(),
        Some(Some(None)) => "2".into(),
        Some(Some(Some(None))) => "3".into(),
        Some(Some(Some(Some(v)))) => format!("4 {v}"),
    }
}

fn chars(x: Option<Option<char>>) -> u32 {
    match x {
        Some(Some(c)) => c as u32,
        Some(None) => 0x11_0000,
        None => 0x11_0001,
    }
}

fn main() {
    println!("{}", size_of::<Option<Option<Option<Option<bool>>>>>());
    println!("{}", size_of::<Option<Option<char>>>());
    for x in [None, Some(None), Some(Some(None)), Some(Some(Some(None))), Some(Some(Some(Some(false)))), Some(Some(Some(Some(true))))] {
        println!("{} {:?}", depth(b(x)), b(x).flatten());
        println!("{}", b(x) == Some(Some(None)));
    }
    for c in [None, Some(None), Some(Some('\0')), Some(Some(char::MAX)), Some(Some('é'))] {
        println!("{:x} {}", chars(b(c)), b(c) > Some(Some('a')));
    }
    let mut slot: Option<Option<bool>> = b(None);
    for step in 0..4 {
        println!("{step} {slot:?}");
        slot = match slot {
            None => Some(None),
            Some(None) => Some(Some(false)),
            Some(Some(x)) if !x => Some(Some(true)),
            _ => None,
        };
    }
    let mut taken = b(Some(Some(true)));
    println!("{:?} {:?}", taken.take(), taken);
    println!("{:?} {:?}", taken.replace(None), taken);
}
