//! Two libraries that use a third: its statics are there once, and what is made of its generic functions by one agrees with what
//! the others make.
// uses: left right shapes

use shapes::{Describe, Shape, TypeTag};

struct Own(f32);

impl Describe for Own {
    fn describe(&self) -> String {
        format!("own {}", self.0)
    }
}

fn main() {
    let mut all: Vec<Box<dyn Describe>> = left::shapes();
    all.extend(right::shapes());
    all.push(Box::new(Own(0.5)));
    for it in &all {
        println!("{} / {}", it.describe(), shapes::shout(&**it));
    }
    println!("made {}", shapes::made());
    println!("{} {}", left::same_tag::<u8>(TypeTag::of::<u8>()), right::same_tag::<u8>(TypeTag::of::<i8>()));
    println!("{:?}", shapes::largest(&[3, 9, 2]));
    println!("{:?} {:?}", left::largest_name(), right::largest_area());
    let add = right::adder(4);
    println!("{}", (left::twice(add))(10));
    println!("{}", shapes::table!(1, 2, 3));
    println!("{:?}", shapes::Grid::<2, 3>::new().rows());
    println!("{}", Shape::Square(3.0) == Shape::Square(3.0));
    let waiting = std::pin::pin!(right::waited(20));
    println!("{:?}", shapes::poll(waiting));
    println!("{:?}", std::panic::Location::caller().line() - left::line_of_call());
}
