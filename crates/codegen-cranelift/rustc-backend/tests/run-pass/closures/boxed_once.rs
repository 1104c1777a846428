//! Boxed FnOnce, FnMut and Fn: queues of work, each consumed or kept.
use std::collections::VecDeque;
use std::hint::black_box as b;

struct D(u8);
impl Drop for D { fn drop(&mut self) { print!("-{} ", self.0); } }
type Job = Box<dyn FnOnce(&mut Vec<i32>) -> Option<Job2>>;
struct Job2(Box<dyn FnOnce(&mut Vec<i32>) -> i32>);

fn main() {
    let mut out = vec![];
    let mut jobs: VecDeque<Job> = VecDeque::new();
    let big = [7u64; 12];
    jobs.push_back(Box::new(|v| { v.push(1); None }));
    jobs.push_back(Box::new(move |v| { v.push(big.iter().sum::<u64>() as i32); Some(Job2(Box::new(move |v| { v.push(-1); big[3] as i32 }))) }));
    let text = String::from("owned");
    jobs.push_back(Box::new(move |v| { let t = text; v.push(t.len() as i32); Some(Job2(Box::new(move |_| t.len() as i32 * 2))) }));
    while let Some(j) = jobs.pop_front() { if let Some(Job2(next)) = b(j)(&mut out) { let n = next(&mut out); println!("{n}"); } }
    println!("{out:?}");
    let d = D(1);
    let f: Box<dyn FnOnce() -> u8> = Box::new(move || d.0 + 10);
    println!("{}", f());
    let d = D(2);
    let f: Box<dyn Fn() -> u8> = Box::new(move || d.0 + 20);
    println!("{} {}", f(), f());
    drop(f);
    let d = D(3);
    let never: Box<dyn FnOnce()> = Box::new(move || drop(d));
    drop(b(never));
    println!();
    let mut count = 0;
    let mut f: Box<dyn FnMut(u32) -> u32 + '_> = Box::new(|x| { count += x; count });
    println!("{} {}", f(5), (&mut *f)(6));
    drop(f);
    println!("{count}");
    let fs: Vec<Box<dyn Fn(f64) -> f64>> = vec![Box::new(f64::sqrt), Box::new(|x| x * x), Box::new(move |x| x + big[0] as f64)];
    println!("{:?}", fs.iter().fold(16.0, |x, f| f(x)));
}
