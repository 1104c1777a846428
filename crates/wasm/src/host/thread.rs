//! Which thread this is, for what must not be taken up on another one.
//!
//! Natively the standard library says it, whether or not the feature `std` is on. On wasm without `std` there is one
//! thread: a module with several does not compile without the feature. What is unsafe elsewhere relies on it.

// A stable compiler does not show the target feature to a cfg, so that cargo-wasm says it by one of ours.
#[cfg(all(
    target_family = "wasm",
    any(target_feature = "atomics", wasm_threads),
    not(feature = "std")
))]
compile_error!(
    "the crate `wasm` needs its feature `std` in a module with threads: without it, references would be taken up on the \
     wrong thread; write `wasm = { …, features = [\"std\"] }`"
);

/// A thread, never again used for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Thread(u64);

#[cfg(any(feature = "std", not(target_family = "wasm")))]
pub(crate) fn current() -> Thread {
    extern crate std;
    use core::sync::atomic::{AtomicU64, Ordering};

    static NEXT: AtomicU64 = AtomicU64::new(0);
    std::thread_local! {
        // Without a destructor, so that it can be read in those of other thread-locals.
        static THIS: Thread = Thread(NEXT.fetch_add(1, Ordering::Relaxed));
    }
    THIS.with(|this| *this)
}

/// There is one: see the `compile_error` above.
#[cfg(not(any(feature = "std", not(target_family = "wasm"))))]
pub(crate) fn current() -> Thread {
    Thread(0)
}

/// Whether this thread is unwinding already, so that one more panic would abort.
pub(crate) fn panicking() -> bool {
    #[cfg(any(feature = "std", not(target_family = "wasm")))]
    {
        extern crate std;
        std::thread::panicking()
    }
    // There a panic traps.
    #[cfg(not(any(feature = "std", not(target_family = "wasm"))))]
    false
}
