//! Unsized types: custom DSTs, slices at the end of structs, their sizes and alignments, by coercion.
use std::fmt::Debug;
use std::hint::black_box as b;
use std::rc::Rc;
use std::sync::Arc;

#[derive(Debug)]
struct Tail<T: ?Sized> { head: u16, tail: T }
#[repr(align(16))]
#[derive(Debug)]
struct Over(u8);
trait Area { fn area(&self) -> f32; }
impl Area for [f32; 2] { fn area(&self) -> f32 { self[0] * self[1] } }
impl Area for f32 { fn area(&self) -> f32 { self * self } }
impl Area for Over { fn area(&self) -> f32 { self.0.into() } }
fn size<T: ?Sized>(x: &T) -> (usize, usize) { (size_of_val(x), align_of_val(x)) }
fn total(t: &Tail<[u32]>) -> u32 { u32::from(t.head) + t.tail.iter().sum::<u32>() }

fn main() {
    let t: &Tail<[u32]> = b(&Tail { head: 1, tail: [10, 20, 30] });
    println!("{:?} {} {:?}", size(t), total(t), t);
    let boxed: Box<Tail<[u8]>> = Box::new(Tail { head: 9, tail: *b"bytes" });
    println!("{:?} {:?} {}", size(&*boxed), &boxed.tail[1..3], boxed.tail.len());
    let shapes: [Box<Tail<dyn Area>>; 3] = [Box::new(Tail { head: 1, tail: [2.0, 3.5] }), Box::new(Tail { head: 2, tail: 1.5 }), Box::new(Tail { head: 3, tail: Over(200) })];
    for s in &shapes { println!("{} {} {:?}", b(s).head, s.tail.area(), size(&**s)); }
    let nested: &Tail<Tail<[u64]>> = &Tail { head: 4, tail: Tail { head: 5, tail: [6, 7] } };
    println!("{} {} {:?} {:?}", nested.head, nested.tail.head, &nested.tail.tail, size(nested));
    let mut m = Tail { head: 0, tail: [1u8, 2, 3] };
    { let r: &mut Tail<[u8]> = &mut m; r.head = 77; r.tail.reverse(); }
    println!("{m:?}");
    let rc: Rc<Tail<dyn Debug>> = Rc::new(Tail { head: 8, tail: Over(1) });
    println!("{:?} {}", &rc.tail, Rc::strong_count(&rc.clone()));
    let arc: Arc<[String]> = Arc::from(vec!["a".to_owned(), "b".into()]);
    println!("{:?} {:?}", arc, size(b("héllo")));
    println!("{:?} {:?}", size(&[0u16; 5][..]), size(shapes[1].as_ref() as &Tail<dyn Area>));
}
