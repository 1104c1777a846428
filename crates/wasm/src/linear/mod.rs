//! Linear types: values that a program must consume exactly once.
//!
//! [`#[wasm::linear]`](macro@crate::linear) makes a struct linear: a canvas context, a file, a transaction, whatever has to
//! be ended by one of its own methods. A value of it cannot be copied, cannot be used after it was consumed, and cannot be
//! forgotten on the way: a path of the program that ends with the value still there does not compile.
//!
//! ```
//! #[wasm::linear(consumed_by(into_bitmap))]
//! struct CanvasContext(u32);
//!
//! impl CanvasContext {
//!     fn open(handle: u32) -> Self {
//!         Self::acquire(handle)
//!     }
//!     fn draw(&mut self) {}
//!     fn into_bitmap(self) -> Vec<u8> {
//!         let (handle,) = self.consume();
//!         vec![handle as u8; 4]
//!     }
//! }
//!
//! let mut canvas = CanvasContext::open(7);
//! canvas.draw();
//! assert_eq!(canvas.into_bitmap(), [7; 4]); // Without this line, it does not compile.
//! ```
//!
//! # What is refused, and where
//!
//! *Check* is plain `cargo check`, also on other targets; *lost* means that a path ends, or a value is overwritten, while the
//! value was not consumed. *Build* is `cargo build` or `cargo wasm check` where panics abort: always on wasm32, elsewhere with
//! `panic = "abort"`. Where panics unwind, as in `cargo test` on the machine itself, what build refuses panics when it
//! happens.
//!
//! | mistake | refused by |
//! |---|---|
//! | used after it was consumed, consumed twice, in a loop without a new one | check |
//! | consumed or used in the wrong state (`Canvas<Open>`, `Canvas<Closed>`) | check |
//! | `Clone`, `Copy`, `Drop` for a linear type; made without `acquire` | check |
//! | a returned value that nobody takes | check, as a warning: the type is `#[must_use]` |
//! | lost, or given to `mem::forget`, inside [`Linear::with`] before [`Scoped::finish`] | check, on the very line |
//! | lost inside the closure that is given to `finish` | build, as on any path |
//! | lost on any path: the end of a scope, `return`, `?`, `break`, one arm of a `match` | build; `cargo wasm check` names function, variable and line |
//! | lost as a field, inside a tuple, closure, `Option`, `Vec`, `Box<dyn Trait>` or map, in a generic function (`drop(value)` too) | build, likewise |
//! | overwritten by an assignment, shadowed and lost | build, likewise |
//! | borrowed as `&dyn Trait` (whose table holds `drop`, so `Box<dyn Trait>` is no difference) | build; mended by `&&value`, or a generic parameter |
//! | live across an `.await`, moved into a thread (these hold values that might be lost) | build; mended by [`Linear::defer`] |
//! | a [`Deferred`] dropped with its value, a [`LinOpt`] or [`LinVec`] dropped before it is empty | run time: a panic that names the type |
//! | `mem::forget`, `ManuallyDrop`, `Box::leak`, a cycle of `Rc`s, `process::exit`, an endless loop | nobody, except before `finish` inside `with` |
//! | left in a `static` when the program ends | nobody: statics are not dropped |
//! | a field overwritten in place, `self.0 = other`, by code that sees it | nobody: the value lives on, and what the field held is dropped |
//! | a panic elsewhere while the value lives | nobody: the value is dropped with its fields, silently |
//!
//! A generic function that nobody calls with the type, and a private function that nobody calls at all, are not looked at:
//! nothing is lost in them.
//!
//! # Where values may wait
//!
//! | to keep a value in | write |
//! |---|---|
//! | `Option` | [`LinOpt`] |
//! | `Vec` | [`LinVec`] |
//! | a map, `Box<dyn Trait>`, a task, a thread, across an `.await` | [`Deferred`], by [`Linear::defer`] |
//! | the field of another struct | make that struct linear too |
//!
//! # What it costs
//!
//! Nothing: the hidden field has no size, and what consumes a value compiles to what it would without. [`LinOpt`] and
//! [`LinVec`] have the size of `Option` and `Vec`; [`Deferred`] adds one pointer, to the place that a panic names.

mod bomb;
mod deferred;
mod opt;
mod scoped;
mod vec;

pub use bomb::{Bomb, LinearIsNeverClone, LinearNeverHasDrop};
pub use deferred::Deferred;
pub use opt::LinOpt;
pub use scoped::{Done, Scoped};
pub use vec::{Consuming, LinVec};

/// A type that [`#[wasm::linear]`](macro@crate::linear) made linear. Only that macro implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a linear type",
    label = "not linear",
    note = "write `#[wasm::linear]` above the struct; a type that is not linear needs no container of `wasm::linear`"
)]
pub trait Linear: Sized {
    /// The type's name as declared.
    const NAME: &'static str;
    /// Where it is declared: `file:line`.
    const DECLARED: &'static str;
    /// What a lost value is reported with.
    #[doc(hidden)]
    const LOST: &'static str;

    /// Scopes the value: `body` must end it by [`Scoped::finish`], or rustc refuses the very line that does not, in plain
    /// `cargo check` too.
    ///
    /// The closure hands back the [`Done`] that only `finish` gives, so that also `mem::forget` of the scoped value is no way
    /// out, and neither are `return` and `?`. That goes as far as `finish`: the closure that *it* is given owns the bare
    /// value, and what becomes of it there is checked as everywhere, a loss at build, and `mem::forget` by nobody.
    ///
    /// ```
    /// use wasm::linear::Linear;
    ///
    /// #[wasm::linear]
    /// struct Transaction(u32);
    /// impl Transaction {
    ///     fn write(&mut self, value: u32) -> Result<(), String> {
    ///         self.0 = value;
    ///         if value > 9 { Err("too large".into()) } else { Ok(()) }
    ///     }
    ///     fn commit(self) -> u32 { self.consume().0 }
    ///     fn roll_back(self) { self.consume(); }
    /// }
    ///
    /// fn set(transaction: Transaction, value: u32) -> Result<u32, String> {
    ///     transaction.with(|mut transaction| match transaction.write(value) {
    ///         Ok(()) => transaction.finish(|t| Ok(t.commit())),
    ///         Err(error) => transaction.finish(|t| { t.roll_back(); Err(error) }),
    ///     })
    /// }
    ///
    /// assert_eq!(set(Transaction::acquire(0), 7), Ok(7));
    /// assert!(set(Transaction::acquire(0), 70).is_err());
    /// ```
    #[inline]
    fn with<R>(self, body: impl for<'s> FnOnce(Scoped<'s, Self>) -> (Done<'s>, R)) -> R {
        scoped::with(self, body)
    }

    /// Leaves the check to run time, for places where rustc cannot follow a value: maps, `Box<dyn Trait>`, tasks, threads,
    /// across an `.await`. See [`Deferred`].
    #[inline]
    #[track_caller]
    fn defer(self) -> Deferred<Self> {
        Deferred::new(self)
    }
}
