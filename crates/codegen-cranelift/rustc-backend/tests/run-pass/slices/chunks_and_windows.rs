//! Chunks of all kinds, windows, exact chunks with remainders, changes through them.
use std::hint::black_box as b;

fn main() {
    let v: [u16; 11] = b(std::array::from_fn(|i| i as u16 * 3));
    for n in [1, 2, 3, 4, 11, 12] {
        println!("{:?}", v.chunks(n).map(|c| c.iter().sum::<u16>()).collect::<Vec<_>>());
        println!("{:?}", v.rchunks(n).map(|c| c[0]).collect::<Vec<_>>());
        let e = v.chunks_exact(n);
        println!("{} {:?}", e.len(), e.remainder());
        println!("{} {:?}", v.windows(n).len(), v.windows(n).next_back());
    }
    let mut m = v;
    for (i, c) in m.chunks_mut(4).enumerate() { c[0] = i as u16 + 1000; c.reverse(); }
    println!("{m:?}");
    for c in m.chunks_exact_mut(5) { c.swap(0, 4); c.rotate_right(1); }
    println!("{m:?}");
    for c in m.rchunks_mut(3) { c.fill(c.len() as u16); }
    println!("{m:?}");
    println!("{:?}", v.split(|x| x % 9 == 0).map(<[_]>::len).collect::<Vec<_>>());
    println!("{:?}", v.splitn(2, |x| *x == 6).collect::<Vec<_>>());
    println!("{:?}", v.rsplitn(2, |x| *x > 20 && x % 2 == 0).collect::<Vec<_>>());
    println!("{:?}", v.split_inclusive(|x| x % 6 == 0).collect::<Vec<_>>());
    println!("{:?}", [1, 1, 2, 3, 3].chunk_by(|a, c| a == c).collect::<Vec<_>>());
    println!("{:?} {:?}", v.first_chunk::<2>(), v.last_chunk::<3>());
    println!("{:?} {:?}", v.split_first(), v.split_last().map(|(l, r)| (*l, r.len())));
    println!("{:?} {:?}", v.split_at_checked(4).map(|(a, c)| (a.len(), c[0])), v.split_at_checked(12));
    println!("{:?} {:?}", v.as_chunks::<4>().0, v.as_chunks::<4>().1);
    println!("{:?}", v.array_windows_by_hand::<3>().map(|[a, c, d]| a + d - c).collect::<Vec<_>>());
}
trait Arrays<T> { fn array_windows_by_hand<const N: usize>(&self) -> impl Iterator<Item = &[T; N]> where T: 'static; }
impl<T> Arrays<T> for [T] { fn array_windows_by_hand<const N: usize>(&self) -> impl Iterator<Item = &[T; N]> where T: 'static { self.windows(N).map(|w| w.try_into().unwrap()) } }
