//! macro_rules: nested repetition, optional parts, separators, trailing commas, counting, recursion on tokens.
use std::collections::BTreeMap;
use std::hint::black_box as b;

macro_rules! map { ($($k:expr => $v:expr),* $(,)?) => {{ #[allow(unused_mut)] let mut m = BTreeMap::new(); $(m.insert($k, $v);)* m }}; }
macro_rules! count { () => { 0usize }; ($x:tt $($rest:tt)*) => { 1usize + count!($($rest)*) }; }
macro_rules! matrix { ($([$($x:expr),*]);* $(;)?) => { vec![$(vec![$($x * 1),*]),*] }; }
macro_rules! max { ($x:expr) => { $x }; ($x:expr, $($rest:expr),+) => {{ let (a, c) = ($x, max!($($rest),+)); if a > c { a } else { c } }}; }
macro_rules! calc { (eval $e:expr) => { println!("{} = {}", stringify!($e), $e) }; (eval $e:expr, $(eval $es:expr),+) => {{ calc!(eval $e); calc!($(eval $es),+) }}; }
macro_rules! structs { ($($(#[$m:meta])* $v:vis struct $n:ident { $($f:ident : $t:ty $(= $d:expr)?),* $(,)? })*) => { $($(#[$m])* $v struct $n { $($f: $t),* } impl $n { fn with_defaults() -> $n { $n { $($f: structs!(@default $($d)?)),* } } const FIELDS: &'static [&'static str] = &[$(stringify!($f)),*]; })* }; (@default) => { Default::default() }; (@default $d:expr) => { $d }; }
structs! { #[derive(Debug)] pub struct Conf { port: u16 = 8080, host: String, retries: Option<u8> = Some(3), } #[derive(Debug, Clone)] struct Empty {} }
macro_rules! rpn { (@ [$r:expr]) => { $r }; (@ [$a:expr, $c:expr $(, $s:expr)*] + $($t:tt)*) => { rpn!(@ [$c + $a $(, $s)*] $($t)*) }; (@ [$a:expr, $c:expr $(, $s:expr)*] * $($t:tt)*) => { rpn!(@ [($c) * ($a) $(, $s)*] $($t)*) }; (@ [$($s:expr),*] $n:literal $($t:tt)*) => { rpn!(@ [$n $(, $s)*] $($t)*) }; ($($t:tt)+) => { rpn!(@ [] $($t)+) }; }
macro_rules! cross { ($($x:literal)*; $ys:tt) => { vec![$(cross!(@ $x $ys)),*] }; (@ $x:literal ($($y:literal)*)) => { [$($x * 10 + $y),*] }; }
macro_rules! ops { ($($n:ident: $op:tt),*) => { $(fn $n(a: i32, c: i32) -> i32 { a $op c })* const NAMES: &[&str] = &[$(concat!(stringify!($n), stringify!($op))),*]; }; }
ops! { plus: +, minus: -, times: *, shl: <<, and: & }

fn main() {
    println!("{:?} {:?}", map! { "a" => 1, "b" => 1 + 1, }, { let m: BTreeMap<u8, u8> = map! {}; m });
    println!("{} {} {:?}", count!(a b (c d) [e] f), count!(), matrix![[1, 2]; [b(3), 4]; []]);
    println!("{} {:?}", max!(b(3), 9, b(7)), max!("x", "abc"));
    calc!(eval 1 + 2, eval b(3) * (4 - 1), eval if true { 5 } else { 6 });
    println!("{:?} {:?} {:?} {:?}", Conf::with_defaults(), Conf::FIELDS, Empty::with_defaults().clone(), Empty::FIELDS);
    println!("{} {}", rpn!(2 3 + 4 *), rpn!(1 2 3 * +));
    println!("{:?}", cross!(1 2 3; (4 5)));
    println!("{NAMES:?} {:?}", [plus, minus, times, shl, and].map(|f| f(b(12), 3)));
}
