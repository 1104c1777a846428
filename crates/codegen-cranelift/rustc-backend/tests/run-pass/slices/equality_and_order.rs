//! Comparisons of slices, tuples and nested vectors of every element type.
use std::cmp::Ordering;
use std::hint::black_box as b;

fn all<T: PartialOrd>(x: &[T], y: &[T]) -> (Option<Ordering>, bool, bool, bool) { let (x, y) = (b(x), b(y)); (x.partial_cmp(y), x == y, x < y, x >= y) }
#[derive(PartialEq, PartialOrd)]
struct Loose(f32);
struct Caseless(&'static str);
impl PartialEq for Caseless { fn eq(&self, o: &Caseless) -> bool { self.0.eq_ignore_ascii_case(o.0) } }

fn main() {
    println!("{:?} {:?}", all(&[1u8, 200], &[1, 100]), all(&[-1i8, 5], &[1, 5]));
    println!("{:?} {:?}", all(&[u64::MAX], &[u64::MAX, 0]), all(&[i64::MIN, 1], &[i64::MIN]));
    println!("{:?} {:?}", all(&[0u16; 0], &[]), all(&[1u128 << 90], &[1 << 91]));
    println!("{:?} {:?}", all(&[0.0, 1.0], &[-0.0, 1.0]), all(&[1.0, f64::NAN], &[1.0, f64::NAN]));
    println!("{:?} {:?}", all(&["a", "b"], &["a", "ba"]), all(&["ä".to_owned()], &["z".to_owned()]));
    println!("{:?} {:?}", all(&[true, false], &[true, true]), all(&['a'], &['\u{10ffff}']));
    println!("{:?} {:?}", all(&[Some(1), None], &[Some(1), Some(i32::MIN)]), all(&[()], &[(), ()]));
    println!("{:?}", all(&[vec![1, 2], vec![]], &[vec![1, 2], vec![0]]));
    println!("{:?}", all(&[(1, "x", 2.5)], &[(1, "x", 2.25)]));
    println!("{:?} {:?}", all(&[Loose(1.0)], &[Loose(f32::NAN)]), all(&[Ok::<u8, i8>(5)], &[Err(9)]));
    println!("{} {}", [Caseless("Ab"), Caseless("c")] == [Caseless("aB"), Caseless("C")], [Caseless("x")] == [Caseless("y")]);
    println!("{} {}", vec![1u8, 2] == b"\x01\x02", b(&[1, 2, 3][..]) == vec![1, 2, 3]);
    println!("{:?} {:?}", (1, 2, 3).cmp(&(1, 2, 2)), [[1, 2], [3, 4]] < [[1, 2], [3, 5]]);
    println!("{:?} {:?}", Box::new([1, 2]) > Box::new([1, 1]), "abc".cmp("abd"));
    println!("{:?} {:?}", [3, 1].iter().max(), ["b", "a"].iter().min());
    println!("{:?} {:?}", std::cmp::max_by(b(1.5), 2.5, |a: &f64, c| a.total_cmp(c)), 5.clamp(b(1), 3));
    println!("{:?}", Ordering::Less.then(Ordering::Greater).reverse().is_gt());
    println!("{:?}", [1, 5, 2].iter().zip([1, 4, 9]).map(|(a, c)| a.cmp(&c)).fold(Ordering::Equal, Ordering::then));
}
