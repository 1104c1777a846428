//! Linear values on every road that must compile and run, and what those do that are checked at run time.
//!
//! On wasm32 a panic aborts, so that this file compiles there is half of the test.
#![deny(warnings, missing_docs, unsafe_code)]

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::future::Future;
use std::marker::PhantomData;
use std::mem::size_of;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm::linear::{Deferred, LinOpt, LinVec, Linear};

/// Stands in for a host's resource: counts the open ones.
#[derive(Debug, PartialEq)]
struct Resource(Rc<Cell<i32>>);

impl Resource {
    fn open(count: &Rc<Cell<i32>>) -> Self {
        count.set(count.get() + 1);
        Resource(Rc::clone(count))
    }
}

impl Drop for Resource {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

#[derive(Debug, PartialEq)]
#[wasm::linear(consumed_by(into_bitmap, close))]
struct Canvas(Resource, u32);

impl Canvas {
    fn open(count: &Rc<Cell<i32>>, width: u32) -> Self {
        Self::acquire(Resource::open(count), width)
    }

    fn draw(&mut self) -> Result<(), String> {
        self.1 += 1;
        if self.1 > 100 {
            Err("too wide".to_owned())
        } else {
            Ok(())
        }
    }

    fn into_bitmap(self) -> Vec<u8> {
        let (_resource, width) = self.consume();
        vec![1; width as usize]
    }

    fn close(self) -> u32 {
        self.consume().1
    }
}

/// Documented, as `missing_docs` is denied here.
#[wasm::linear]
#[derive(Debug, PartialEq, Eq, PartialOrd, Hash)]
#[repr(transparent)]
pub struct Named {
    /// A field that everybody may read.
    pub number: u32,
}

#[wasm::linear]
struct Unit;

#[wasm::linear]
struct Generic<'a, T: Debug, const N: usize>
where
    T: PartialEq,
{
    items: [T; N],
    name: &'a str,
}

struct Open;
struct Closed;

#[wasm::linear]
struct Door<State>(u32, PhantomData<State>);

impl Door<Open> {
    fn close(self) -> Door<Closed> {
        let (id, _) = self.consume();
        Door::acquire(id, PhantomData)
    }
}

impl Door<Closed> {
    fn build(id: u32) -> Self {
        Self::acquire(id, PhantomData)
    }
    fn open(self) -> Door<Open> {
        let (id, _) = self.consume();
        Door::acquire(id, PhantomData)
    }
    fn remove(self) -> u32 {
        self.consume().0
    }
}

const _: () = assert!(size_of::<Canvas>() == size_of::<(Resource, u32)>());
const _: () = assert!(size_of::<Named>() == size_of::<u32>());
const _: () = assert!(size_of::<Unit>() == 0);
const _: () = assert!(size_of::<Door<Open>>() == 4);
const _: () = assert!(size_of::<LinOpt<Canvas>>() == size_of::<Option<(Resource, u32)>>());
const _: () = assert!(size_of::<LinVec<Canvas>>() == size_of::<Vec<u32>>());
const _: () = assert!(size_of::<Deferred<Named>>() <= 2 * size_of::<usize>());

fn counted(body: impl FnOnce(&Rc<Cell<i32>>)) {
    let count = Rc::new(Cell::new(0));
    body(&count);
    assert_eq!(count.get(), 0, "each resource is closed once");
}

#[test]
fn consumed_on_every_path() {
    fn run(count: &Rc<Cell<i32>>, width: u32) -> Result<usize, String> {
        let mut canvas = Canvas::open(count, width);
        for _ in 0..3 {
            if canvas.1 == 50 {
                break;
            }
            if let Err(error) = canvas.draw() {
                canvas.close();
                return Err(error);
            }
        }
        match canvas.1 {
            0..10 => Ok(canvas.into_bitmap().len()),
            _ => Ok(canvas.close() as usize),
        }
    }
    counted(|count| {
        assert_eq!(run(count, 5), Ok(8));
        assert_eq!(run(count, 20), Ok(23));
        assert_eq!(run(count, 50), Ok(50));
        assert_eq!(run(count, 99), Err("too wide".to_owned()));
    });
}

#[test]
fn through_generic_functions_and_std() {
    fn pass<T>(value: T) -> T {
        value
    }
    counted(|count| {
        let canvas = pass(Canvas::open(count, 2));
        let boxed = Box::new(canvas);
        assert_eq!((*boxed).close(), 2);
        let result: Result<Canvas, String> = Ok(Canvas::open(count, 3));
        assert_eq!(result.map(Canvas::close), Ok(3));
        let some = pass(Some(Canvas::open(count, 4)));
        assert_eq!(some.unwrap().close(), 4);
        let [a, b] = [Canvas::open(count, 5), Canvas::open(count, 6)];
        assert_eq!(a.close() + b.close(), 11);
        let mut a = Canvas::open(count, 7);
        let b = std::mem::replace(&mut a, Canvas::open(count, 8));
        assert_eq!((a.close(), b.close()), (8, 7));
    });
}

#[test]
fn every_form_of_struct() {
    let named = Named::acquire(3);
    assert_eq!(named.number, 3);
    assert_eq!(named.consume(), (3,));
    Unit::acquire().consume();
    let generic = Generic::acquire([1, 2, 3], "abc");
    assert_eq!(generic.items.len(), generic.name.len());
    let (items, name) = generic.consume();
    assert_eq!((items, name), ([1, 2, 3], "abc"));
    assert_eq!(<Canvas as Linear>::NAME, "Canvas");
    assert!(
        Named::DECLARED.contains("linear.rs:"),
        "{}",
        Named::DECLARED
    );
}

#[test]
fn typestate() {
    assert_eq!(Door::build(4).open().close().remove(), 4);
}

#[test]
fn scoped() {
    fn run(count: &Rc<Cell<i32>>, width: u32) -> Result<u32, String> {
        Canvas::open(count, width).with(|mut canvas| {
            canvas.draw().ok();
            match canvas.draw() {
                Ok(()) => canvas.finish(|canvas| Ok(canvas.close())),
                Err(error) => {
                    let (done, _) = canvas.finish(Canvas::into_bitmap);
                    (done, Err(error))
                }
            }
        })
    }
    counted(|count| {
        assert_eq!(run(count, 1), Ok(3));
        assert_eq!(run(count, 100), Err("too wide".to_owned()));
        let nested = Canvas::open(count, 1).with(|outer| {
            let inner = Canvas::open(count, 2).with(|inner| inner.finish(Canvas::close));
            outer.finish(|outer| outer.close() + inner)
        });
        assert_eq!(nested, 3);
    });
}

#[test]
fn optional() {
    counted(|count| {
        let mut slot = LinOpt::none();
        assert!(slot.is_none());
        slot.insert(Canvas::open(count, 1)).draw().unwrap();
        assert_eq!(slot.as_ref().map(|canvas| canvas.1), Some(2));
        slot.as_mut().unwrap().draw().unwrap();
        if let Some(old) = slot.replace(Canvas::open(count, 9)) {
            assert_eq!(old.close(), 3);
        }
        assert!(slot.is_some());
        let Some(canvas) = slot.take() else {
            unreachable!()
        };
        canvas.close();
        assert_eq!(slot.into_inner().map(Canvas::close), None);
        let again: LinOpt<Canvas> = Some(Canvas::open(count, 5)).into();
        assert_eq!(again.finish(Canvas::close), Some(5));
        assert_eq!(
            Option::from(LinOpt::from(Canvas::open(count, 5))).map(Canvas::close),
            Some(5)
        );
        assert_eq!(LinOpt::<Canvas>::default().finish(Canvas::close), None);
    });
}

#[test]
fn many() {
    counted(|count| {
        let mut canvases: LinVec<Canvas> = (0..10).map(|i| Canvas::open(count, i)).collect();
        assert_eq!(canvases.len(), 10);
        assert_eq!(canvases.remove(0).close(), 0);
        assert_eq!(canvases.swap_remove(0).close(), 1);
        assert_eq!(canvases[0].1, 9);
        while let Some(canvas) = canvases.pop() {
            if canvas.close() == 5 {
                break;
            }
        }
        canvases
            .iter_mut()
            .for_each(|canvas| canvas.draw().unwrap());
        assert_eq!(
            canvases.iter().map(|canvas| canvas.1).collect::<Vec<_>>(),
            [10, 3, 4, 5]
        );
        assert!(canvases.get(4).is_none() && canvases.get_mut(0).is_some());
        let mut sum = 0;
        canvases.drain_with(|canvas| sum += canvas.close());
        assert_eq!((sum, canvases.is_empty()), (22, true));
        canvases.push(Canvas::open(count, 1));
        canvases.extend((2..3).map(|i| Canvas::open(count, i)));
        for canvas in canvases {
            canvas.close();
        }
        let mut rest = LinVec::with_capacity(2);
        rest.push(Canvas::open(count, 7));
        let mut rest = rest.into_iter();
        assert_eq!(rest.len(), 1);
        assert_eq!(rest.next_back().map(Canvas::close), Some(7));
        assert_eq!(rest.next().map(Canvas::close), None);
    });
}

#[test]
fn in_maps() {
    counted(|count| {
        let mut by_name: HashMap<&str, Deferred<Canvas>> = HashMap::new();
        by_name.insert("a", Canvas::open(count, 1).defer());
        if let Some(old) = by_name.insert("a", Canvas::open(count, 2).defer()) {
            assert_eq!(old.into_inner().close(), 1);
        }
        by_name.get_mut("a").unwrap().draw().unwrap();
        assert_eq!(by_name.remove("a").unwrap().into_inner().close(), 3);
        let mut by_number = BTreeMap::from([(1, Canvas::open(count, 4).defer())]);
        by_number
            .entry(2)
            .or_insert_with(|| Canvas::open(count, 5).defer());
        let sum: u32 = by_number
            .into_values()
            .map(|canvas| canvas.into_inner().close())
            .sum();
        assert_eq!(sum, 9);
    });
}

#[test]
fn behind_dyn() {
    trait Layer {
        fn finish(self: Box<Self>) -> u32;
    }
    impl Layer for Deferred<Canvas> {
        fn finish(self: Box<Self>) -> u32 {
            self.into_inner().close()
        }
    }
    impl Layer for u32 {
        fn finish(self: Box<Self>) -> u32 {
            *self
        }
    }
    counted(|count| {
        let layers: Vec<Box<dyn Layer>> =
            vec![Box::new(Canvas::open(count, 3).defer()), Box::new(4)];
        assert_eq!(layers.into_iter().map(Layer::finish).sum::<u32>(), 7);
    });
}

/// Pending once.
struct Yield(bool);

impl Future for Yield {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

#[test]
fn across_await() {
    async fn work(count: Rc<Cell<i32>>) -> u32 {
        let mut canvas = Canvas::open(&count, 1).defer();
        Yield(false).await;
        canvas.draw().unwrap();
        Yield(false).await;
        canvas.into_inner().close()
    }
    counted(|count| assert_eq!(block_on(work(Rc::clone(count))), 2));
}

#[test]
fn as_a_task() {
    counted(|count| {
        let canvas = Canvas::open(count, 1).defer();
        let tasks: [Box<dyn FnOnce() -> u32>; 1] = [Box::new(move || canvas.into_inner().close())];
        let canvas = Canvas::open(count, 2).defer();
        let futures: [Pin<Box<dyn Future<Output = u32>>>; 1] = [Box::pin(async move {
            Yield(false).await;
            canvas.into_inner().close()
        })];
        assert_eq!(tasks.into_iter().map(|task| task()).sum::<u32>(), 1);
        assert_eq!(futures.into_iter().map(block_on).sum::<u32>(), 2);
    });
}

#[test]
fn debug_shows_the_fields() {
    let named = Named::acquire(3).defer();
    assert!(format!("{named:?}").starts_with("Deferred(Named { number: 3"));
    let mut slot = LinOpt::some(named.into_inner());
    assert!(format!("{slot:?}").starts_with("Some(Named { number: 3"));
    let mut all = LinVec::new();
    all.extend(std::iter::from_fn(|| slot.take()));
    assert!(format!("{all:?}").starts_with("[Named { number: 3"));
    all.finish(|named| assert_eq!(named.consume(), (3,)));
}

/// Panics are caught where they unwind; on wasm32 they end the program, and what loses a `Canvas` would not compile.
#[cfg(not(target_family = "wasm"))]
mod lost_while_unwinding {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    fn message(body: impl FnOnce()) -> String {
        let payload = catch_unwind(AssertUnwindSafe(body)).expect_err("it must panic");
        *payload
            .downcast::<String>()
            .expect("the panic has a message")
    }

    fn number(value: u32) -> Named {
        Named::acquire(value)
    }

    #[test]
    fn a_value() {
        // The fields are dropped all the same, so that nothing leaks though the program is wrong.
        counted(|count| {
            let text = message(|| {
                let _canvas = Canvas::open(count, 1);
            });
            assert!(
                text.starts_with("a value of the linear type `Canvas`, declared at "),
                "{text}"
            );
            assert!(text.contains("by `into_bitmap` or `close`"), "{text}");
            assert!(text.contains("LinVec<Canvas>"), "{text}");
        });
    }

    #[test]
    fn silent_while_panicking() {
        counted(|count| {
            let payload = catch_unwind(AssertUnwindSafe(|| {
                let _canvas = Canvas::open(count, 1);
                let _deferred = number(1).defer();
                let _some = LinOpt::some(number(1));
                let _all: LinVec<Named> = [number(1)].into_iter().collect();
                panic!("first");
            }));
            let payload = payload.expect_err("it panics");
            assert_eq!(payload.downcast_ref(), Some(&"first"));
        });
    }

    #[test]
    fn a_deferred() {
        let line = line!() + 1;
        let text = message(|| drop(number(1).defer()));
        assert!(text.starts_with("a deferred `Named` ("), "{text}");
        assert!(
            text.contains(&format!("deferred at {}:{line}:", file!())),
            "{text}"
        );
        let deferred = number(1).defer();
        assert_eq!(deferred.deferred_at().line(), line!() - 1);
        deferred.into_inner().consume();
    }

    #[test]
    fn in_containers() {
        let text = message(|| drop(LinOpt::some(number(1))));
        assert!(text.contains("`LinOpt<Named>`"), "{text}");
        let two = || [number(1), number(2)].into_iter().collect::<LinVec<_>>();
        let text = message(|| drop(two()));
        assert!(text.starts_with("2 of a `LinVec<Named>`"), "{text}");
        let text = message(|| {
            for number in two() {
                if number.consume().0 == 1 {
                    break;
                }
            }
        });
        assert!(text.starts_with("1 of a `LinVec<Named>`"), "{text}");
    }

    #[test]
    fn occupied() {
        let mut slot = LinOpt::some(number(1));
        // The value that did not fit is lost, silently: the panic is on its way.
        let text = message(|| {
            slot.insert(number(2));
        });
        assert!(text.contains("use `replace`"), "{text}");
        assert_eq!(slot.finish(|number| number.consume()), Some((1,)));
    }

    #[test]
    fn a_map_and_a_future() {
        assert!(message(|| drop(HashMap::from([(1, number(1).defer())]))).contains("`Named`"));
        let future = async {
            let number = number(1).defer();
            Yield(false).await;
            number.into_inner().consume();
        };
        let text = message(|| {
            let mut future = Box::pin(future);
            let poll = future
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()));
            assert!(poll.is_pending());
        });
        assert!(text.contains("a deferred `Named`"), "{text}");
    }

    #[test]
    fn across_threads() {
        let number = number(4).defer();
        let thread = std::thread::spawn(move || number.into_inner().consume().0);
        assert_eq!(thread.join().unwrap(), 4);
    }
}
