//! Streams: values that come one after the other, over time.

use alloc::collections::VecDeque;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::fmt;
use core::future::poll_fn;
use core::task::{Poll, Waker};

/// Makes a stream: what is written to the one end is read from the other.
///
/// A reader that is returned from an exported function or given to an imported one takes the stream's other end with it, out
/// of the component; the writer stays, in a task of [`spawn`](super::spawn). Until then, and where there is no component,
/// the two are joined directly, so that tests feed and read streams by themselves.
///
/// ```
/// # use wasm::component::{block_on, stream, StreamReader};
/// let (mut writer, reader) = stream();
/// wasm::component::spawn(async move {
///     writer.write_all(vec![1, 2, 3]).await;
/// });
/// assert_eq!(block_on(reader.collect()), [1, 2, 3]);
/// ```
#[must_use]
pub fn stream<T: 'static>() -> (StreamWriter<T>, StreamReader<T>) {
    let channel = Rc::new(Channel(RefCell::new(State {
        offered: VecDeque::new(),
        is_read: true,
        is_written: true,
        bound: None,
        reader: None,
        writer: None,
    })));
    (
        StreamWriter(Sink::Here(Writing(channel.clone()))),
        StreamReader(Source::Here(Reading(channel))),
    )
}

/// What became of a read or a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamResult {
    /// As many values were read or written.
    Complete(usize),
    /// None, and there will be none: the other end was dropped.
    Dropped,
}

impl From<wit_bindgen::StreamResult> for StreamResult {
    fn from(result: wit_bindgen::StreamResult) -> Self {
        match result {
            wit_bindgen::StreamResult::Complete(count) => StreamResult::Complete(count),
            wit_bindgen::StreamResult::Dropped => StreamResult::Dropped,
            // Of an operation that goes on, since nothing here cancels one and looks at it again.
            wit_bindgen::StreamResult::Cancelled => StreamResult::Complete(0),
        }
    }
}

/// The end of a stream that values come out of: `stream<T>` in WIT.
pub struct StreamReader<T: 'static>(Source<T>);

/// Where a reader's values come from.
enum Source<T: 'static> {
    /// A writer here.
    Here(Reading<T>),
    /// Another component.
    There(wit_bindgen::StreamReader<T>),
}

impl<T: 'static> StreamReader<T> {
    /// Reads values into what `buffer` has room for, behind those that it holds, and gives it back.
    ///
    /// It waits for at least one, and takes as many as are there, without waiting for more.
    pub async fn read(&mut self, buffer: Vec<T>) -> (StreamResult, Vec<T>) {
        match &mut self.0 {
            Source::Here(end) => end.0.read(buffer).await,
            Source::There(raw) => {
                let (result, buffer) = raw.read(buffer).await;
                (result.into(), buffer)
            }
        }
    }

    /// The next value; none when there will be no more.
    pub async fn next(&mut self) -> Option<T> {
        loop {
            let (result, mut buffer) = self.read(Vec::with_capacity(1)).await;
            match (buffer.pop(), result) {
                (None, StreamResult::Complete(_)) => {}
                (value, _) => return value,
            }
        }
    }

    /// All values, up to the end.
    pub async fn collect(mut self) -> Vec<T> {
        let mut all = Vec::new();
        loop {
            // By `Vec`'s own rule of growing.
            if all.len() == all.capacity() {
                all.reserve(1);
            }
            let (result, more) = self.read(all).await;
            all = more;
            if result == StreamResult::Dropped {
                return all;
            }
        }
    }

    /// One that comes from another component.
    pub(crate) fn there(raw: wit_bindgen::StreamReader<T>) -> Self {
        StreamReader(Source::There(raw))
    }

    /// Takes the reading end out of the component: `new` makes a stream there, when this one was made here.
    pub(crate) fn into_there(
        self,
        new: impl FnOnce() -> (wit_bindgen::StreamWriter<T>, wit_bindgen::StreamReader<T>),
    ) -> wit_bindgen::StreamReader<T> {
        match self.0 {
            Source::There(raw) => raw,
            Source::Here(end) => {
                let (writer, reader) = new();
                let mut state = end.0.0.borrow_mut();
                state.bound = Some(writer);
                wake(&mut state.writer);
                drop(state);
                reader
            }
        }
    }
}

/// The end of a stream that values go into.
pub struct StreamWriter<T: 'static>(Sink<T>);

/// Where a writer's values go.
enum Sink<T: 'static> {
    /// To a reader here, or one that was here when this end was last used.
    Here(Writing<T>),
    /// To another component.
    There(wit_bindgen::StreamWriter<T>),
}

impl<T: 'static> StreamWriter<T> {
    /// Writes some of the values, and gives back the rest.
    ///
    /// It waits until at least one is taken. One who stops waiting, by dropping the future, loses the values.
    pub async fn write(&mut self, values: Vec<T>) -> (StreamResult, Vec<T>) {
        let values = match &self.0 {
            Sink::There(_) => values,
            Sink::Here(end) => match end.0.write(values).await {
                Written::Here(result, rest) => return (result, rest),
                Written::Bound(raw, values) => {
                    self.0 = Sink::There(raw);
                    values
                }
            },
        };
        let Sink::There(raw) = &mut self.0 else {
            unreachable!("it has just become one")
        };
        let (result, rest) = raw.write(values).await;
        (result.into(), rest.into_vec())
    }

    /// Writes all values, however many reads that takes. What comes back was not taken before the reader was dropped.
    pub async fn write_all(&mut self, mut values: Vec<T>) -> Vec<T> {
        while !values.is_empty() {
            if let Sink::There(raw) = &mut self.0 {
                return raw.write_all(values).await;
            }
            let (result, rest) = self.write(values).await;
            values = rest;
            if result == StreamResult::Dropped {
                break;
            }
        }
        values
    }

    /// Writes one value; it comes back if the reader was dropped.
    pub async fn write_one(&mut self, value: T) -> Option<T> {
        self.write_all(alloc::vec![value]).await.pop()
    }
}

/// What two ends in the same component share.
struct Channel<T: 'static>(RefCell<State<T>>);

struct State<T: 'static> {
    /// What the write that waits has, as far as it was not taken.
    offered: VecDeque<T>,
    is_read: bool,
    is_written: bool,
    /// The writer of a stream whose reader has left the component, for the writer here.
    bound: Option<wit_bindgen::StreamWriter<T>>,
    /// Who waits to read.
    reader: Option<Waker>,
    /// Who waits to write.
    writer: Option<Waker>,
}

/// What a write came to.
enum Written<T: 'static> {
    Here(StreamResult, Vec<T>),
    /// The reader has left the component: the values go through the writer.
    Bound(wit_bindgen::StreamWriter<T>, Vec<T>),
}

impl<T: 'static> Channel<T> {
    async fn read(&self, mut buffer: Vec<T>) -> (StreamResult, Vec<T>) {
        let result = poll_fn(|context| {
            let mut state = self.0.borrow_mut();
            let room = buffer.capacity() - buffer.len();
            let count = room.min(state.offered.len());
            if count > 0 {
                buffer.extend(state.offered.drain(..count));
                wake(&mut state.writer);
            } else if !state.is_written {
                return Poll::Ready(StreamResult::Dropped);
            } else if room > 0 {
                state.reader = Some(context.waker().clone());
                return Poll::Pending;
            }
            Poll::Ready(StreamResult::Complete(count))
        });
        (result.await, buffer)
    }

    async fn write(&self, values: Vec<T>) -> Written<T> {
        let all = values.len();
        let offer = Offer(self);
        {
            let mut state = self.0.borrow_mut();
            state.offered = values.into();
            wake(&mut state.reader);
        }
        let written = poll_fn(|context| {
            let mut state = self.0.borrow_mut();
            let rest = state.offered.len();
            let result = if rest < all || all == 0 {
                StreamResult::Complete(all - rest)
            } else if let Some(writer) = state.bound.take() {
                let values = core::mem::take(&mut state.offered);
                return Poll::Ready(Written::Bound(writer, values.into()));
            } else if !state.is_read {
                StreamResult::Dropped
            } else {
                state.writer = Some(context.waker().clone());
                return Poll::Pending;
            };
            let rest = core::mem::take(&mut state.offered);
            Poll::Ready(Written::Here(result, rest.into()))
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
        let values = core::mem::take(&mut self.0.0.borrow_mut().offered);
        drop(values);
    }
}

/// The end here that is read.
struct Reading<T: 'static>(Rc<Channel<T>>);

impl<T: 'static> Drop for Reading<T> {
    fn drop(&mut self) {
        let mut state = self.0.0.borrow_mut();
        state.is_read = false;
        wake(&mut state.writer);
    }
}

/// The end here that is written.
struct Writing<T: 'static>(Rc<Channel<T>>);

impl<T: 'static> Drop for Writing<T> {
    fn drop(&mut self) {
        let mut state = self.0.0.borrow_mut();
        state.is_written = false;
        wake(&mut state.reader);
    }
}

pub(super) fn wake(waker: &mut Option<Waker>) {
    if let Some(waker) = waker.take() {
        waker.wake();
    }
}

impl<T: 'static> fmt::Debug for StreamReader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Here(_) => f.write_str("StreamReader(here)"),
            Source::There(raw) => raw.fmt(f),
        }
    }
}

impl<T: 'static> fmt::Debug for StreamWriter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Sink::Here(_) => f.write_str("StreamWriter(here)"),
            Sink::There(raw) => raw.fmt(f),
        }
    }
}
