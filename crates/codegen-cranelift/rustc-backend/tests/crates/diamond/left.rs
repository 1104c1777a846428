//! Shapes, and functions of other crates' closures.
// uses: shapes

use shapes::{Describe, Shape, TypeTag};

pub fn shapes() -> Vec<Box<dyn Describe>> {
    (1..3).map(|side| Box::new(Shape::new(f64::from(side))) as Box<dyn Describe>).collect()
}

pub fn same_tag<T: 'static>(tag: TypeTag) -> bool {
    tag == TypeTag::of::<T>()
}

pub fn largest_name() -> Option<String> {
    let names = ["b".to_owned(), "c".to_owned(), "a".to_owned()];
    shapes::largest(&names).cloned()
}

pub fn twice(mut it: impl FnMut(u32) -> u32) -> impl FnMut(u32) -> u32 {
    move |of| {
        let once = it(of);
        it(once)
    }
}

#[track_caller]
pub fn line_of_call() -> u32 {
    std::panic::Location::caller().line()
}
