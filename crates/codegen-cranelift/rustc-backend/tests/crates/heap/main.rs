//! The heap is a library's.
// uses: counted

fn main() {
    let before = counted::calls();
    let text: String = (0..100).map(|it| char::from(b'a' + it % 26)).collect();
    let words: Vec<Box<str>> = text.as_bytes().chunks(9).map(|it| std::str::from_utf8(it).unwrap().into()).collect();
    println!("{} {words:?}", counted::calls() - before > 12);
    println!("{}", counted::alive() > 0);
    drop(words);
    println!("{:?}", counted::zeroed(5));
}
