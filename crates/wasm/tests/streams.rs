//! Streams and futures whose two ends are in the same program, as in tests of components.
// Hosts without components have no streams: `wasm::component` leaves them out there.
#![cfg(all(
    feature = "component",
    not(any(wasm_host = "wasi", wasm_host = "standalone"))
))]

use std::cell::Cell;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use proptest::prelude::*;
use wasm::component::{StreamReader, StreamResult, block_on, future, spawn, stream};

proptest! {
    #[test]
    fn values_come_in_order_whatever_the_pieces(
        pieces in proptest::collection::vec(proptest::collection::vec(any::<String>(), 0..6), 0..8),
        room in 1_usize..7,
    ) {
        let (mut writer, mut reader) = stream();
        let all = pieces.concat();
        spawn(async move {
            for piece in pieces {
                assert_eq!(writer.write_all(piece).await, Vec::<String>::new());
            }
        });
        let read = block_on(async move {
            let mut read = Vec::new();
            loop {
                let (result, some) = reader.read(Vec::with_capacity(room)).await;
                match result {
                    StreamResult::Complete(count) => assert!(count == some.len() && count > 0),
                    StreamResult::Dropped => return read,
                }
                read.extend(some);
            }
        });
        prop_assert_eq!(read, all);
    }
}

#[test]
fn what_nobody_reads_comes_back() {
    let (mut writer, mut reader) = stream();
    spawn(async move {
        assert_eq!(reader.next().await, Some(1));
        assert_eq!(reader.next().await, Some(2));
    });
    let rest = block_on(async move {
        let rest = writer.write_all(vec![1, 2, 3, 4]).await;
        assert_eq!(
            writer.write(vec![5]).await,
            (StreamResult::Dropped, vec![5])
        );
        assert_eq!(writer.write_one(6).await, Some(6));
        rest
    });
    assert_eq!(rest, [3, 4]);
}

#[test]
fn a_write_that_is_given_up_offers_nothing() {
    let (mut writer, mut reader) = stream::<i32>();
    let mut context = Context::from_waker(Waker::noop());
    {
        let write = std::pin::pin!(writer.write(vec![1]));
        assert!(write.poll(&mut context).is_pending());
    }
    {
        let read = std::pin::pin!(reader.next());
        assert!(read.poll(&mut context).is_pending());
    }
    drop(writer);
    assert_eq!(block_on(reader.collect()), [] as [i32; 0]);
}

#[test]
fn streams_carry_streams() {
    let (mut outer, reader) = stream();
    spawn(async move {
        for len in 0..3_u8 {
            let (mut inner, reader) = stream();
            assert!(outer.write_one(reader).await.is_none());
            assert!(inner.write_all((0..len).collect()).await.is_empty());
        }
    });
    let lens = block_on(async move {
        let mut lens = Vec::new();
        let mut streams: StreamReader<StreamReader<u8>> = reader;
        while let Some(inner) = streams.next().await {
            lens.push(inner.collect().await.len());
        }
        lens
    });
    assert_eq!(lens, [0, 1, 2]);
}

#[test]
fn a_future_has_its_value_or_the_default() {
    let (writer, reader) = future(|| 0);
    spawn(async move { assert_eq!(writer.write(7).await, Ok(())) });
    assert_eq!(block_on(async { reader.await }), 7);
    let (writer, reader) = future(|| 1);
    drop(writer);
    assert_eq!(block_on(async { reader.await }), 1);
    let (writer, reader) = future(|| 2);
    drop(reader);
    assert_eq!(block_on(writer.write(8)), Err(8));
}

#[test]
fn values_that_are_not_taken_are_dropped_once() {
    struct Counted(Rc<Cell<u32>>);
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }
    let dropped = Rc::new(Cell::new(0));
    let value = || Counted(dropped.clone());
    let mut context = Context::from_waker(Waker::noop());
    let (mut writer, reader) = stream();
    let mut write = Box::pin(writer.write(vec![value(), value()]));
    assert!(matches!(write.as_mut().poll(&mut context), Poll::Pending));
    drop(reader);
    drop(write);
    assert_eq!(dropped.get(), 2);
    let (writer, reader) = future(|| unreachable!("it is not read"));
    let mut write = Box::pin(writer.write(value()));
    assert!(write.as_mut().poll(&mut context).is_pending());
    drop(write);
    drop(reader);
    assert_eq!(dropped.get(), 3);
}
