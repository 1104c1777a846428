//! Edits that need more of std than builds before them, and types of the crate's own in its generic functions.
use std::collections::BTreeMap;
use std::collections::HashMap; //+ 2
use std::fmt::Debug;

#[derive(Debug, Clone, PartialEq, PartialOrd)]
struct Point {
    x: f64,
    y: f64,
    name: Option<String>, //+ 3
}

fn point(x: f64, y: f64) -> Point {
    Point { x, y } //- 3
    Point { x, y, name: (x > 1.0).then(|| format!("{x}")) } //+ 3
}

fn show<T: Debug>(what: &str, value: T) {
    println!("{what}: {value:?}"); //- 5
    println!("{what} = {value:#?}"); //+ 5
}

fn main() {
    let points: Vec<Point> = (0..4).map(|it| point(f64::from(it), 0.5)).collect();
    show("points", &points);
    let mut names = BTreeMap::new();
    for (at, it) in points.iter().enumerate() {
        names.insert(at, it.clone());
    }
    show("names", &names);
    let mut sorted: Vec<i64> = vec![5, -3, 9, 0]; //+ 1
    sorted.sort(); //+ 1
    show("sorted", &sorted); //+ 1
    let mut by_word = HashMap::new(); //+ 2
    by_word.insert("one".to_owned(), vec![1u8]); //+ 2
    by_word.entry("one".to_owned()).or_default().push(2); //+ 2
    show("words", &by_word); //+ 2
    let joined: Vec<String> = points.iter().map(|it| format!("{:?}", it.x)).collect(); //+ 4
    println!("{}", joined.join("/")); //+ 4
    let shared: std::rc::Rc<[Point]> = points.into(); //+ 4
    show("shared", shared); //+ 4
}
