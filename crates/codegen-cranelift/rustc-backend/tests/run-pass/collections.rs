//! Collections of std: vectors, maps, sets, heaps, strings, iterators, sorting.
use std::collections::*;

fn main() {
    let mut v: Vec<i64> = (0..50).map(|i| (i * 7919) % 101 - 50).collect();
    v.sort(); println!("{v:?}");
    v.sort_unstable_by_key(|x| (x % 10, *x)); println!("{v:?}");
    v.dedup_by_key(|x| *x / 3); v.retain(|x| x % 2 == 0); v.reverse(); println!("{v:?}");
    println!("{:?}", v.chunks(4).map(|c| c.iter().sum::<i64>()).collect::<Vec<_>>());
    println!("{:?} {:?}", v.binary_search(&1000), v.iter().position(|&x| x == 0));
    v.drain(1..3); v.splice(0..1, [9, 9, 9]); v.extend_from_slice(&[1, 2]); v.insert(2, -1); v.swap_remove(0);
    println!("{v:?} {:?}", v.split_at(3));
    let mut m = HashMap::new();
    for (i, w) in "the quick brown fox jumps over the lazy dog the end".split(' ').enumerate() { m.entry(w).or_insert_with(Vec::new).push(i); }
    let mut keys: Vec<_> = m.iter().collect(); keys.sort(); println!("{keys:?}");
    println!("{:?} {}", m.remove("the"), m.contains_key("the"));
    let b: BTreeMap<String, usize> = m.keys().map(|k| (k.to_string(), k.len())).collect();
    println!("{b:?} {:?} {:?}", b.range("e".to_string()..).next(), b.last_key_value());
    let s1: BTreeSet<_> = [5, 1, 9, 3].into(); let s2: HashSet<_> = [3, 4, 5].into();
    println!("{:?}", s1.iter().filter(|x| s2.contains(x)).collect::<Vec<_>>());
    let mut h = BinaryHeap::from(vec![3, 8, 1, 9]); h.push(5); println!("{:?} {:?}", h.pop(), h.into_sorted_vec());
    let mut d = VecDeque::from([1, 2, 3]); d.push_front(0); d.rotate_left(2); d.pop_back(); println!("{d:?}");
    let mut l = LinkedList::new(); l.push_back('a'); l.push_front('b'); println!("{l:?}");
    let text = "Größe naïve 日本語 emoji 🎉";
    println!("{} {} {:?}", text.len(), text.chars().count(), text.char_indices().filter(|(_, c)| !c.is_ascii()).collect::<Vec<_>>());
    println!("{} {} {:?}", text.to_uppercase(), text.replace("naïve", "x"), text.find("日"));
    println!("{:?}", text.split_whitespace().rev().collect::<Vec<_>>().join("-"));
    println!("{:?} {:?}", text.bytes().nth(3), "a,b,,c".split(',').collect::<Vec<_>>());
    println!("{:?}", "  trim me ".trim().strip_prefix("trim"));
    println!("{:?}", (1..=4).zip("abcd".chars()).scan(0, |a, (n, c)| { *a += n; Some((*a, c)) }).collect::<Vec<_>>());
    println!("{:?}", [3, 1, 2].iter().fold(String::new(), |a, x| a + &x.to_string()));
    println!("{:?}", (0..10).step_by(3).chain(20..22).skip(1).take_while(|x| *x < 21).collect::<Vec<_>>());
    println!("{:?} {:?}", [1.5, 0.5].iter().cloned().fold(f64::NAN, f64::min), ["b", "a"].iter().min());
    println!("{:?}", vec![vec![1], vec![], vec![2, 3]].concat());
    let arr = [[1u8; 3]; 2]; println!("{arr:?} {:?}", arr.as_flattened());
    println!("{:?}", (0..3).flat_map(|i| (0..i).map(move |j| (i, j))).collect::<Vec<_>>());
    println!("{:?}", [1, 2, 3, 4, 5].windows(2).map(|w| w[0] * w[1]).collect::<Vec<i32>>());
    println!("{:?}", ["x=1", "y=2"].iter().filter_map(|s| s.split_once('=')).collect::<HashMap<_, _>>().len());
    println!("{:?}", [4, 5, 6].iter().rev().enumerate().max_by_key(|(i, x)| *i as i32 - **x));
    println!("{:?}", String::from_utf8_lossy(&[104, 255, 105]));
    println!("{:>8}|{:<6}|{:^7}|{:+}|{:#x}|{:#010b}|{:08.3}|{:e}", "ab", 12, "mid", 5, 255, 5, 3.14159, 1234.5);
    println!("{0:?} {0:#?} {name:>width$}", (1, "a"), name = "n", width = 4);
}
