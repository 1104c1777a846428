//! References, boxes, functions and slices as niches: the null address is None.
use std::hint::black_box as b;
use std::rc::Rc;

enum Link<'a> { Borrowed(&'a str), Empty, Missing }

fn text<'a>(l: &Link<'a>) -> &'a str {
    match l { Link::Borrowed(s) => s, Link::Empty => "<empty>", Link::Missing => "<missing>" }
}

fn twice(x: i32) -> i32 { x * 2 }

struct Node { value: i32, next: Option<Box<Node>> }

fn main() {
    println!("{}", size_of::<Option<&u8>>() == size_of::<&u8>());
    println!("{}", size_of::<Option<&str>>() == size_of::<&str>());
    println!("{}", size_of::<Option<Rc<u8>>>() == size_of::<usize>());
    println!("{}", size_of::<Option<fn()>>() == size_of::<usize>());
    println!("{}", size_of::<Option<Box<dyn Fn()>>>() == 2 * size_of::<usize>());
    println!("{}", size_of::<Option<Vec<u8>>>() == size_of::<Vec<u8>>());
    println!("{}", size_of::<Option<Option<String>>>() == size_of::<String>());
    for l in [Link::Borrowed("hello"), Link::Empty, Link::Missing, Link::Borrowed("")] {
        println!("{:?}", text(b(&l)));
    }
    for f in [None, Some(twice as fn(i32) -> i32)] {
        println!("{}", b(f).map_or(-1, |f| f(21)));
    }
    let mut list: Option<Box<Node>> = None;
    for value in 0..5 { list = Some(Box::new(Node { value, next: list })); }
    let mut at = &list;
    while let Some(node) = b(at) { print!("{} ", node.value); at = &node.next; }
    println!();
    let mut cursor = &mut list;
    while let Some(node) = cursor { node.value *= 10; cursor = &mut node.next; }
    *cursor = Some(Box::new(Node { value: 99, next: None }));
    let mut sum = 0;
    let mut at = list.as_deref();
    while let Some(node) = at { sum += node.value; at = node.next.as_deref(); }
    println!("{sum}");
    let strings: [Option<Option<String>>; 3] = b([None, Some(None), Some(Some("x".into()))]);
    println!("{strings:?}");
}
