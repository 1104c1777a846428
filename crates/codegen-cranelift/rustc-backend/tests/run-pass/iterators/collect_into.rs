//! Collect into every kind: strings, maps, options, results, boxes, arrays, unit, nested.
use std::borrow::Cow;
use std::collections::*;
use std::hint::black_box as b;
use std::rc::Rc;

fn main() {
    let words = b(["delta", "alpha", "charlie", "bravo", "alpha"]);
    println!("{:?}", words.iter().map(|s| s.len()).collect::<BTreeSet<_>>());
    println!("{:?}", words.iter().map(|s| (*s, s.len())).collect::<BTreeMap<_, _>>());
    println!("{:?}", words.iter().copied().collect::<VecDeque<_>>());
    println!("{:?}", words.iter().collect::<BinaryHeap<_>>().into_sorted_vec());
    println!("{:?}", words.iter().collect::<LinkedList<_>>().back());
    println!("{}", words.iter().flat_map(|s| s.chars().next()).collect::<String>());
    println!("{} {}", words.into_iter().collect::<String>().len(), words.map(String::from).into_iter().collect::<String>().len());
    println!("{:?}", words.iter().copied().collect::<Cow<str>>());
    println!("{:?} {:?}", words.iter().copied().collect::<Box<[_]>>(), words.iter().map(|s| s.len()).collect::<Rc<[usize]>>());
    let parse = |v: &[&str]| v.iter().map(|s| s.parse::<u8>()).collect::<Result<Vec<_>, _>>();
    println!("{:?} {:?}", parse(b(&["1", "2"])), parse(&["1", "-2", "300"]));
    println!("{:?} {:?}", [Some(1), Some(2)].into_iter().collect::<Option<Vec<_>>>(), [Some(1), None].into_iter().sum::<Option<i32>>());
    println!("{:?}", ["5", "6"].iter().map(|s| s.parse::<i32>()).product::<Result<i32, _>>());
    println!("{:?}", (0..3).map(|x| if x < 5 { Ok(()) } else { Err(x) }).collect::<Result<(), _>>());
    println!("{:?}", (0..3).map(|i| (0..i).map(|j| (j, i)).collect::<BTreeMap<_, _>>()).collect::<Vec<_>>());
    let mut v = vec![1];
    v.extend(Some(2));
    v.extend(&[3, 4]);
    v.extend((5..7).rev());
    println!("{v:?}");
    let mut s = String::from("x");
    s.extend(['y', 'z']);
    s.extend(["1", "2"]);
    s.extend(vec![String::from("end")]);
    println!("{s}");
    let (a, (c, d)): (Vec<_>, (Vec<_>, BTreeSet<_>)) = (0..5).map(|i| (i, (i * i, i % 2))).unzip();
    println!("{a:?} {c:?} {d:?}");
    println!("{:?}", <[u8; 3]>::try_from((1..4).collect::<Vec<u8>>()));
    println!("{:?}", (0..10).fold(BTreeMap::<_, Vec<_>>::new(), |mut m, x| { m.entry(x % 3).or_default().push(x); m }));
    println!("{:?}", Vec::from_iter("ab".chars().chain("cd".chars().rev())));
}
