//! Drop of generic types by traits of their arguments, of objects, and of what is only partly made.
use std::fmt::Debug;
use std::hint::black_box as b;
use std::marker::PhantomData;

trait Close { fn close(&mut self) -> String; }
struct File(u8);
struct Sock { port: u16, log: Vec<String> }
impl Close for File { fn close(&mut self) -> String { format!("file {}", self.0) } }
impl Close for Sock { fn close(&mut self) -> String { format!("sock {} after {:?}", self.port, self.log) } }
impl<T: Close> Close for Vec<T> { fn close(&mut self) -> String { self.iter_mut().map(T::close).collect::<Vec<_>>().join("+") } }
struct Guard<T: Close>(T);
impl<T: Close> Drop for Guard<T> { fn drop(&mut self) { println!("close {}", self.0.close()); } }
struct Typed<T>(PhantomData<T>);
impl<T> Drop for Typed<T> { fn drop(&mut self) { println!("typed of size {} align {}", size_of::<T>(), align_of::<T>()); } }
struct Scope<'a, F: FnMut()>(F, &'a str);
impl<F: FnMut()> Drop for Scope<'_, F> { fn drop(&mut self) { (self.0)(); println!("scope {}", self.1); } }
struct Seq<T: Debug, const N: usize>([T; N]);
impl<T: Debug, const N: usize> Drop for Seq<T, N> { fn drop(&mut self) { println!("{N} of {:?}", self.0.last()); } }

fn main() {
    let _all = (Guard(File(1)), Guard(Sock { port: 80, log: vec!["hi".into()] }), Guard(vec![File(2), File(3)]));
    { let _t = (Typed::<u8>(PhantomData), Typed::<[u32; 3]>(PhantomData), Typed::<()>(PhantomData)); println!("made"); }
    let mut n = 0;
    { let _outer = Scope(|| n += b(1), "outer"); for i in 0..3 { let _inner = Scope(|| println!("tick {i}"), "inner"); if i == 1 { continue; } println!("body {i}"); } }
    println!("{n}");
    let objects: Vec<Box<dyn Close>> = vec![Box::new(File(9))];
    drop(objects);
    let boxed: Box<dyn std::any::Any> = Box::new(Guard(File(7)));
    drop(b(boxed));
    drop(Seq([1.5, 2.5]));
    drop(Seq::<String, 0>([]));
    let (first, ..) = (Seq(["a"]), Seq(["b"; 3]));
    println!("end {:?}", first.0);
}
