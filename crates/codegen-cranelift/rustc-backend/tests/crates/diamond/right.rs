//! Shapes of another kind, closures, and a future.
// uses: shapes

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use shapes::{Describe, Shape, TypeTag};

pub fn shapes() -> Vec<Box<dyn Describe>> {
    vec![Box::new(Shape::circle(2.0)), Box::new(Shape::Text("five!".into()))]
}

pub fn same_tag<T: 'static>(tag: TypeTag) -> bool {
    tag == TypeTag::of::<T>()
}

pub fn largest_area() -> Option<f64> {
    let areas: Vec<f64> = [Shape::new(1.5), Shape::circle(1.0)].iter().map(Shape::area).collect();
    shapes::largest(&areas).copied()
}

pub fn adder(by: u32) -> impl Fn(u32) -> u32 {
    move |it| it + by
}

struct Later(u8);

impl Future for Later {
    type Output = u8;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u8> {
        if self.0 == 3 {
            return Poll::Ready(self.0);
        }
        self.0 += 1;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

pub async fn waited(it: u32) -> u32 {
    let again = async |more: u32| more + u32::from(Later(0).await);
    again(it).await + again(it * 2).await
}
