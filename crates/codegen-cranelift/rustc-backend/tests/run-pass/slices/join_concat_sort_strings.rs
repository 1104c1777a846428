//! Strings sorted by several orders, joined, concatenated, searched and grouped as slices.
use std::collections::BTreeMap;
use std::hint::black_box as b;
fn main() {
    let mut v: Vec<&str> = b("Pear apple Äpfel fig Banana kiwi zoo éclair fig 10 9 apple").split(' ').collect();
    v.sort();
    println!("{v:?}");
    v.sort_by_key(|s| s.to_lowercase());
    println!("{v:?}");
    v.sort_by(|a, c| c.chars().count().cmp(&a.chars().count()).then_with(|| a.cmp(c)));
    println!("{}", v.join("|"));
    v.dedup();
    println!("{} {}", v.len(), v.concat());
    let mut g: BTreeMap<Option<char>, Vec<&str>> = BTreeMap::new();
    for w in &v { g.entry(w.chars().next()).or_default().push(w); }
    println!("{g:?}");
    let anagrams = b(["listen", "silent", "enlist", "abc", "cab", "x"]);
    let mut by: BTreeMap<Vec<u8>, Vec<&str>> = BTreeMap::new();
    for w in anagrams { let mut k = w.as_bytes().to_vec(); k.sort_unstable(); by.entry(k).or_default().push(w); }
    println!("{:?}", by.values().filter(|v| v.len() > 1).collect::<Vec<_>>());
    let owned: Vec<String> = v.iter().map(|s| s.chars().rev().collect()).collect();
    println!("{} {:?}", owned[..3].join("+"), owned.iter().max_by_key(|s| s.len()));
    let mut bytes: Vec<Vec<u8>> = owned.iter().map(|s| s.as_bytes().to_vec()).collect();
    bytes.sort_by(|a, c| a.iter().rev().cmp(c.iter().rev()));
    println!("{:?}", bytes.iter().map(|x| x[0]).collect::<Vec<_>>());
    println!("{:?} {:?}", v.iter().position(|s| *s == "zoo"), v.contains(&"fig"));
    println!("{:?}", [["a", "b"], ["c", "d"]].concat().join("") + &["e"; 2].concat());
    println!("{:?} {:?}", "b,a;d,c".split(';').map(|p| { let mut q: Vec<_> = p.split(',').collect(); q.sort(); q.join("<") }).collect::<Vec<_>>(), ["x", "y"].iter().rev().copied().collect::<Vec<_>>().join(", "));
}
