//! Work beside what is being done.

use core::future::Future;

/// Does something besides, on the same thread: in a component until its task is over, which outlasts the value that an exported
/// `async fn` returns. That is how one returns a stream and goes on to write it.
///
/// Natively it is done while somebody is in [`block_on`] on this thread, be it later.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    platform::spawn(task);
}

/// Waits for a future where nothing else can, as in a test or an exported function that is not `async`.
///
/// In a component it waits for all that was [spawned](spawn) within it, too.
pub fn block_on<T: 'static>(future: impl Future<Output = T>) -> T {
    platform::block_on(future)
}

#[cfg(target_arch = "wasm32")]
mod platform {
    pub(super) use wit_bindgen::{block_on, spawn_local as spawn};
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use std::cell::RefCell;
    use std::future::Future;
    use std::pin::{Pin, pin};
    use std::sync::Arc;
    use std::task::{Context, Poll, Wake};
    use std::thread::Thread;

    type Task = Pin<Box<dyn Future<Output = ()>>>;

    std::thread_local! {
        /// What was spawned and is not done.
        static TASKS: RefCell<Vec<Task>> = const { RefCell::new(Vec::new()) };
    }

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    pub(super) fn spawn(task: impl Future<Output = ()> + 'static) {
        TASKS.with(|tasks| tasks.borrow_mut().push(Box::pin(task)));
    }

    /// Polls everything on each occasion: there are as many tasks as a test spawns.
    pub(super) fn block_on<T>(future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        let waker = Arc::new(Unpark(std::thread::current())).into();
        let mut context = Context::from_waker(&waker);
        loop {
            if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
                return value;
            }
            // A task that spawns another does so while it is polled.
            let mut tasks = TASKS.with(RefCell::take);
            tasks.retain_mut(|task| task.as_mut().poll(&mut context).is_pending());
            TASKS.with(|spawned| {
                let mut spawned = spawned.borrow_mut();
                if !spawned.is_empty() {
                    std::thread::current().unpark();
                }
                tasks.append(&mut spawned);
                *spawned = tasks;
            });
            std::thread::park();
        }
    }
}
