//! What the two others use.

use std::any::TypeId;
use std::fmt::Debug;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

static MADE: AtomicUsize = AtomicUsize::new(0);

pub trait Describe {
    fn describe(&self) -> String;

    fn name(&self) -> String {
        self.describe().split(' ').next().unwrap_or_default().to_owned()
    }
}

#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum Shape {
    Square(f64),
    Circle { radius: f64 },
    Text(String),
}

impl Shape {
    #[inline]
    pub fn new(side: f64) -> Shape {
        MADE.fetch_add(1, Ordering::Relaxed);
        Shape::Square(side)
    }

    pub fn circle(radius: f64) -> Shape {
        MADE.fetch_add(1, Ordering::Relaxed);
        Shape::Circle { radius }
    }

    pub fn area(&self) -> f64 {
        match self {
            Shape::Square(side) => side * side,
            Shape::Circle { radius } => radius * radius * 3.0,
            Shape::Text(it) => it.len() as f64,
        }
    }
}

impl Describe for Shape {
    fn describe(&self) -> String {
        format!("{self:?} {:.1}", self.area())
    }
}

pub fn shout(it: &dyn Describe) -> String {
    it.name().to_uppercase()
}

pub fn made() -> usize {
    MADE.load(Ordering::Relaxed)
}

#[derive(PartialEq)]
pub struct TypeTag(TypeId);

impl TypeTag {
    pub fn of<T: 'static>() -> TypeTag {
        TypeTag(TypeId::of::<T>())
    }
}

pub fn largest<T: PartialOrd + Debug>(of: &[T]) -> Option<&T> {
    of.iter().reduce(|a, b| if b > a { b } else { a })
}

pub const fn square(it: u32) -> u32 {
    it * it
}

pub static SQUARES: [u32; 4] = [square(0), square(1), square(2), square(3)];

#[macro_export]
macro_rules! table {
    ($($it:literal),*) => { 0 $(+ $crate::SQUARES[$it])* };
}

pub struct Grid<const W: usize, const H: usize>([[u8; W]; H]);

impl<const W: usize, const H: usize> Grid<W, H> {
    pub fn new() -> Self {
        let mut cells = [[0; W]; H];
        for (y, row) in cells.iter_mut().enumerate() {
            for (x, cell) in row.iter_mut().enumerate() {
                *cell = (y * W + x) as u8;
            }
        }
        Grid(cells)
    }

    pub fn rows(&self) -> Vec<u32> {
        self.0.iter().map(|row| row.iter().map(|&it| u32::from(it)).sum()).collect()
    }
}

/// Polls to the end.
pub fn poll<F: Future>(mut future: Pin<&mut F>) -> (F::Output, u32) {
    let mut times = 0;
    loop {
        times += 1;
        let mut context = Context::from_waker(Waker::noop());
        if let Poll::Ready(it) = future.as_mut().poll(&mut context) {
            return (it, times);
        }
    }
}
