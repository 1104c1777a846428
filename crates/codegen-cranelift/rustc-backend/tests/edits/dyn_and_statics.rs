//! Edits of implementations behind `dyn`, of statics and of thread-locals, whose code of std is kept.
use std::cell::RefCell;
use std::fmt::Display;
use std::sync::{Mutex, OnceLock};

static NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());
static FIRST: OnceLock<Box<dyn Display + Send + Sync>> = OnceLock::new();

thread_local! {
    static DEPTH: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
    static WORDS: RefCell<Vec<&'static str>> = RefCell::new(vec!["a", "b"]); //+ 2
}

struct Loud(u32);

impl Display for Loud {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}!", self.0) //- 1
        f.pad(&format!("{}!!", self.0)) //+ 1
    }
}

impl Drop for Loud {
    fn drop(&mut self) {
        DEPTH.with_borrow_mut(|it| it.push(self.0));
    }
}

fn boxed(number: u32) -> Box<dyn Display> {
    match number {
        0 => Box::new("none"),
        1 => Box::new(Loud(number)),
        2 => Box::new('c'), //+ 3
        _ => Box::new(number),
    }
}

fn main() {
    for number in 0..4 {
        let it = boxed(number);
        NAMES.lock().unwrap().push(it.to_string());
        println!("{it:>8}|");
    }
    FIRST.get_or_init(|| Box::new(Loud(7)));
    println!("{} {:?}", FIRST.get().unwrap(), NAMES.lock().unwrap());
    DEPTH.with_borrow(|it| println!("{it:?}"));
    WORDS.with_borrow_mut(|it| it.extend(["c", "d"])); //+ 2
    WORDS.with_borrow(|it| println!("{}", it.concat())); //+ 2
    let parsed: Result<Vec<u16>, _> = "1,2,x".split(',').map(str::parse::<u16>).collect(); //+ 3
    println!("{parsed:?}"); //+ 3
    println!("{:?}", catch(|| 3)); //+ 4
}

fn catch<R>(run: impl FnOnce() -> R) -> Option<R> { //+ 4
    let mut run = Some(run); //+ 4
    std::iter::from_fn(move || run.take().map(|it| it())).last() //+ 4
} //+ 4
