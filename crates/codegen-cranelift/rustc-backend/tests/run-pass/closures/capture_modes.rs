//! By reference, by unique reference, by copy and by move; disjoint fields.
use std::hint::black_box as b;

#[derive(Clone)]
struct S { name: String, n: [i32; 3], inner: (u8, Vec<u8>) }

fn main() {
    let mut s = S { name: "s".into(), n: [1, 2, 3], inner: (4, vec![5]) };
    let read = || s.name.len() + s.inner.1.len();
    println!("{}", b(&read)());
    {
        let mut bump = || { s.n[1] += 10; s.n[1] };
        println!("{} {}", bump(), bump());
        println!("{}", s.name);
    }
    let mut push = |x| { s.inner.1.push(x); s.inner.1.len() };
    println!("{} {}", push(6), push(7));
    let n = s.n;
    let copy = move |i: usize| n[i] * 100;
    println!("{} {}", copy(1), n[2]);
    let name = s.name;
    let consume = move || name + "!";
    println!("{} {:?} {}", s.inner.0, s.inner.1, consume());
    let (mut a, mut c) = (1u64, 2u64);
    let mut swap = || { std::mem::swap(&mut a, &mut c); a * 10 + c };
    println!("{} {}", swap(), swap());
    let r = &mut a;
    let mut through = || { *r += 7; *r };
    println!("{} {}", through(), through());
    println!("{a} {c}");
    let nothing = || ();
    println!("{} {}", size_of_val(&nothing), size_of_val(&copy));
    let t = (String::from("x"), String::from("y"));
    let first = move || t.0;
    println!("{} {}", t.1, first());
}
