//! Futures: one value, later.

use alloc::boxed::Box;
use alloc::rc::Rc;
use core::cell::RefCell;
use core::fmt;
use core::future::{Future, IntoFuture, poll_fn};
use core::pin::Pin;
use core::task::{Poll, Waker};

use super::stream::wake;

/// Makes a future: the value that is written to the one end is what waiting for the other gives.
///
/// The Component Model has no futures without a value, so `default` makes one if the writer is dropped before it has written.
/// As for a [`stream`](super::stream()), the reader takes the future's other end with it when it leaves the component.
///
/// ```
/// # use wasm::component::{block_on, future, spawn};
/// let (writer, reader) = future(String::new);
/// spawn(async move {
///     writer.write("done".to_owned()).await.unwrap();
/// });
/// assert_eq!(block_on(async { reader.await }), "done");
/// ```
#[must_use]
pub fn future<T: 'static>(default: fn() -> T) -> (FutureWriter<T>, FutureReader<T>) {
    let channel = Rc::new(Channel {
        state: RefCell::new(State {
            value: None,
            is_read: true,
            is_written: true,
            bound: None,
            reader: None,
            writer: None,
        }),
        default,
    });
    (
        FutureWriter(Writing(channel.clone())),
        FutureReader(Source::Here(Reading(channel))),
    )
}

/// The end of a future that its value comes out of, by `.await`: `future<T>` in WIT.
pub struct FutureReader<T: 'static>(Source<T>);

/// Where a reader's value comes from.
enum Source<T: 'static> {
    /// A writer here.
    Here(Reading<T>),
    /// Another component.
    There(wit_bindgen::FutureReader<T>),
}

impl<T: 'static> IntoFuture for FutureReader<T> {
    type Output = T;
    type IntoFuture = Pin<Box<dyn Future<Output = T>>>;

    fn into_future(self) -> Self::IntoFuture {
        match self.0 {
            Source::Here(end) => Box::pin(async move { end.0.read().await }),
            Source::There(raw) => Box::pin(raw.into_future()),
        }
    }
}

impl<T: 'static> FutureReader<T> {
    /// One that comes from another component.
    pub(crate) fn there(raw: wit_bindgen::FutureReader<T>) -> Self {
        FutureReader(Source::There(raw))
    }

    /// Takes the reading end out of the component: `new` makes a future there, when this one was made here.
    pub(crate) fn into_there(
        self,
        new: impl FnOnce(fn() -> T) -> (wit_bindgen::FutureWriter<T>, wit_bindgen::FutureReader<T>),
    ) -> wit_bindgen::FutureReader<T> {
        match self.0 {
            Source::There(raw) => raw,
            Source::Here(end) => {
                let (writer, reader) = new(end.0.default);
                let mut state = end.0.state.borrow_mut();
                // Without a writer here it is dropped with the channel, and so sends the default.
                state.bound = Some(writer);
                wake(&mut state.writer);
                drop(state);
                reader
            }
        }
    }
}

/// The end of a future that its value goes into.
pub struct FutureWriter<T: 'static>(Writing<T>);

impl<T: 'static> FutureWriter<T> {
    /// Writes the value, and waits until it is taken.
    ///
    /// # Errors
    /// The reader was dropped: the value comes back.
    pub async fn write(self, value: T) -> Result<(), T> {
        match self.0.0.write(value).await {
            Written::Here(result) => result,
            Written::Bound(raw, value) => raw.write(value).await.map_err(|error| error.value),
        }
    }
}

/// What two ends in the same component share.
struct Channel<T: 'static> {
    state: RefCell<State<T>>,
    default: fn() -> T,
}

struct State<T: 'static> {
    /// What the write that waits has, until it is taken.
    value: Option<T>,
    is_read: bool,
    is_written: bool,
    /// The writer of a future whose reader has left the component, for the writer here.
    bound: Option<wit_bindgen::FutureWriter<T>>,
    /// Who waits to read.
    reader: Option<Waker>,
    /// Who waits to write.
    writer: Option<Waker>,
}

/// What a write came to.
enum Written<T: 'static> {
    Here(Result<(), T>),
    /// The reader has left the component: the value goes through the writer.
    Bound(wit_bindgen::FutureWriter<T>, T),
}

impl<T: 'static> Channel<T> {
    async fn read(&self) -> T {
        poll_fn(|context| {
            let mut state = self.state.borrow_mut();
            if let Some(value) = state.value.take() {
                wake(&mut state.writer);
                return Poll::Ready(value);
            }
            if state.is_written {
                state.reader = Some(context.waker().clone());
                return Poll::Pending;
            }
            drop(state);
            Poll::Ready((self.default)())
        })
        .await
    }

    async fn write(&self, value: T) -> Written<T> {
        let offer = Offer(self);
        {
            let mut state = self.state.borrow_mut();
            state.value = Some(value);
            wake(&mut state.reader);
        }
        let written = poll_fn(|context| {
            let mut state = self.state.borrow_mut();
            let Some(value) = state.value.take() else {
                return Poll::Ready(Written::Here(Ok(())));
            };
            if let Some(writer) = state.bound.take() {
                return Poll::Ready(Written::Bound(writer, value));
            }
            if !state.is_read {
                return Poll::Ready(Written::Here(Err(value)));
            }
            state.value = Some(value);
            state.writer = Some(context.waker().clone());
            Poll::Pending
        });
        let written = written.await;
        drop(offer);
        written
    }
}

/// What is offered, for as long as somebody waits for it to be taken.
struct Offer<'a, T: 'static>(&'a Channel<T>);

impl<T: 'static> Drop for Offer<'_, T> {
    fn drop(&mut self) {
        // Dropped outside of the borrow, since a value's own `drop` may come back here.
        let value = self.0.state.borrow_mut().value.take();
        drop(value);
    }
}

/// The end here that is read.
struct Reading<T: 'static>(Rc<Channel<T>>);

impl<T: 'static> Drop for Reading<T> {
    fn drop(&mut self) {
        let mut state = self.0.state.borrow_mut();
        state.is_read = false;
        wake(&mut state.writer);
    }
}

/// The end here that is written.
struct Writing<T: 'static>(Rc<Channel<T>>);

impl<T: 'static> Drop for Writing<T> {
    fn drop(&mut self) {
        let mut state = self.0.state.borrow_mut();
        state.is_written = false;
        wake(&mut state.reader);
    }
}

impl<T: 'static> fmt::Debug for FutureReader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Here(_) => f.write_str("FutureReader(here)"),
            Source::There(raw) => raw.fmt(f),
        }
    }
}

impl<T: 'static> fmt::Debug for FutureWriter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FutureWriter")
    }
}
