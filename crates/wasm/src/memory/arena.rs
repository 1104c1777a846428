//! Scopes whose values are freed together.

use alloc::rc::Rc;
use core::cell::Cell;
use core::fmt;
use core::ptr::{self, NonNull};

use bumpalo::Bump;

/// A scope's memory: values are allocated by moving a pointer, and freed together at the scope's end.
///
/// An arena is there only within [`Arena::scope`]. What is allocated in it cannot leave the scope: the lifetime of the
/// closure's argument is the scope's own, and the closure's result cannot name it.
///
/// | method | for | dropped |
/// |---|---|---|
/// | [`Arena::alloc`], `alloc_str`, `alloc_slice_copy`, `alloc_iter` | what has nothing to drop | never: the memory is freed |
/// | [`Arena::keep`] | `'static` values | at the scope's end, the last kept first |
/// | [`Arena::boxed`] | any value | where the box is dropped |
///
/// A scope that ends by a panic drops what it kept. When the drop of a kept value panics, the others are still dropped,
/// and then the panic goes on; a second one meanwhile aborts, as everywhere in Rust.
///
/// ```
/// use wasm::memory::Arena;
///
/// enum Tree<'a> {
///     Leaf(u32),
///     Node(&'a Tree<'a>, &'a Tree<'a>),
/// }
///
/// fn sum(tree: &Tree) -> u32 {
///     match tree {
///         Tree::Leaf(value) => *value,
///         Tree::Node(left, right) => sum(left) + sum(right),
///     }
/// }
///
/// let total = Arena::scope(|arena| {
///     let left = arena.alloc(Tree::Leaf(3));
///     let right = arena.alloc(Tree::Leaf(4));
///     sum(arena.alloc(Tree::Node(left, right)))
/// });
/// assert_eq!(total, 7);
/// ```
pub struct Arena {
    bump: Bump,
    /// The value kept last.
    kept: Cell<Option<NonNull<Header>>>,
    /// Bytes that may still be allocated, where there is a limit. Scopes inside count against it too.
    left: Option<Rc<Cell<usize>>>,
    /// Bytes of the limit that are given back at the end.
    used: Cell<usize>,
}

/// A value in an arena with an owner, dropped with it. The memory is freed at the scope's end.
pub type Boxed<'a, T> = bumpalo::boxed::Box<'a, T>;

/// An allocation that would pass the limit of its scope, or that the platform has no memory for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArenaFull {
    /// Bytes that were asked for; `usize::MAX` if there were more.
    pub requested: usize,
    /// Bytes that the limit leaves; `usize::MAX` if there is none.
    pub left: usize,
}

impl fmt::Display for ArenaFull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ArenaFull { requested, left } = self;
        if requested > left {
            write!(
                f,
                "{requested} bytes do not fit: the arena's limit leaves {left}"
            )
        } else {
            write!(f, "there is no memory for {requested} bytes in the arena")
        }
    }
}

impl core::error::Error for ArenaFull {}

/// What precedes a kept value.
struct Header {
    before: Option<NonNull<Header>>,
    /// Drops the value behind the header.
    drop: unsafe fn(NonNull<Header>),
}

#[repr(C)] // The header's address is the whole's.
struct Kept<T> {
    header: Header,
    value: T,
}

/// Refuses types that an arena would never drop.
#[track_caller]
const fn nothing_to_drop<T>() {
    assert!(
        !core::mem::needs_drop::<T>(),
        "this type has something to drop, and what is allocated so is never dropped; use `Arena::keep` (dropped at the scope's end) or `Arena::boxed` (dropped with the box)"
    );
}

impl Arena {
    fn with(bump: Bump, left: Option<Rc<Cell<usize>>>) -> Self {
        Arena {
            bump,
            kept: Cell::new(None),
            left,
            used: Cell::new(0),
        }
    }

    /// Runs `body` with an arena, and frees all of it afterwards.
    pub fn scope<R>(body: impl for<'a> FnOnce(&'a Arena) -> R) -> R {
        body(&Arena::with(Bump::new(), None))
    }

    /// A scope whose first `bytes` are allocated at once.
    ///
    /// # Panics
    /// There is no memory.
    pub fn scope_with_capacity<R>(bytes: usize, body: impl for<'a> FnOnce(&'a Arena) -> R) -> R {
        body(&Arena::with(Bump::with_capacity(bytes), None))
    }

    /// A scope in which values, those of scopes inside it included, have at most `bytes` together. What lies between
    /// them for the sake of alignment is not counted. What is dropped early still counts, until its scope ends.
    ///
    /// ```
    /// use wasm::memory::{Arena, ArenaFull};
    ///
    /// Arena::scope_with_limit(8, |arena| {
    ///     arena.alloc(1u32);
    ///     assert_eq!(arena.try_alloc([0u8; 5]), Err(ArenaFull { requested: 5, left: 4 }));
    ///     arena.alloc(2u32);
    /// });
    /// ```
    pub fn scope_with_limit<R>(bytes: usize, body: impl for<'a> FnOnce(&'a Arena) -> R) -> R {
        body(&Arena::with(Bump::new(), Some(Rc::new(Cell::new(bytes)))))
    }

    /// A scope inside this one, which may use what is allocated here, and frees its own when it ends.
    pub fn nested<R>(&self, body: impl for<'a> FnOnce(&'a Arena) -> R) -> R {
        body(&Arena::with(Bump::new(), self.left.clone()))
    }

    /// Counts bytes against the limit.
    fn charge(&self, requested: usize) -> Result<(), ArenaFull> {
        let Some(limit) = &self.left else {
            return Ok(());
        };
        let left = limit.get();
        let Some(after) = left.checked_sub(requested) else {
            return Err(ArenaFull { requested, left });
        };
        limit.set(after);
        self.used.set(self.used.get() + requested);
        Ok(())
    }

    /// The error of an allocation that the platform has no memory for.
    fn no_memory(&self, requested: usize) -> ArenaFull {
        ArenaFull {
            requested,
            left: self.left.as_ref().map_or(usize::MAX, |left| left.get()),
        }
    }

    /// Moves a value in. The type must have nothing to drop, or the program does not compile.
    ///
    /// # Panics
    /// There is a limit, and it is passed; or there is no memory.
    #[track_caller]
    #[inline]
    #[allow(clippy::mut_from_ref)] // A new place each time.
    pub fn alloc<T>(&self, value: T) -> &mut T {
        const { nothing_to_drop::<T>() };
        unless_full(self.place(value))
    }

    /// Moves a value in, as [`Arena::alloc`] does.
    ///
    /// # Errors
    /// There is a limit, and it would be passed; or there is no memory.
    #[inline]
    #[allow(clippy::mut_from_ref)]
    pub fn try_alloc<T>(&self, value: T) -> Result<&mut T, ArenaFull> {
        const { nothing_to_drop::<T>() };
        self.place(value)
    }

    #[inline]
    #[allow(clippy::mut_from_ref)]
    fn place<T>(&self, value: T) -> Result<&mut T, ArenaFull> {
        self.charge(size_of::<T>())?;
        self.bump
            .try_alloc(value)
            .map_err(|_| self.no_memory(size_of::<T>()))
    }

    /// Copies a text in.
    ///
    /// # Panics
    /// See [`Arena::alloc`].
    #[track_caller]
    #[allow(clippy::mut_from_ref)]
    pub fn alloc_str(&self, text: &str) -> &mut str {
        unless_full(self.try_alloc_str(text))
    }

    /// Copies a text in.
    ///
    /// # Errors
    /// See [`Arena::try_alloc`].
    #[allow(clippy::mut_from_ref)]
    pub fn try_alloc_str(&self, text: &str) -> Result<&mut str, ArenaFull> {
        self.charge(text.len())?;
        self.bump
            .try_alloc_str(text)
            .map_err(|_| self.no_memory(text.len()))
    }

    /// Copies a slice in.
    ///
    /// # Panics
    /// See [`Arena::alloc`].
    #[track_caller]
    #[allow(clippy::mut_from_ref)]
    pub fn alloc_slice_copy<T: Copy>(&self, slice: &[T]) -> &mut [T] {
        unless_full(self.try_alloc_slice_copy(slice))
    }

    /// Copies a slice in.
    ///
    /// # Errors
    /// See [`Arena::try_alloc`].
    #[allow(clippy::mut_from_ref)]
    pub fn try_alloc_slice_copy<T: Copy>(&self, slice: &[T]) -> Result<&mut [T], ArenaFull> {
        self.charge(size_of_val(slice))?;
        self.bump
            .try_alloc_slice_copy(slice)
            .map_err(|_| self.no_memory(size_of_val(slice)))
    }

    /// Moves all values of an iterator in, which may itself allocate here. The type must have nothing to drop, or the
    /// program does not compile.
    ///
    /// # Panics
    /// See [`Arena::alloc`].
    #[track_caller]
    #[allow(clippy::mut_from_ref)]
    pub fn alloc_iter<T>(&self, values: impl IntoIterator<Item = T>) -> &mut [T] {
        unless_full(self.try_alloc_iter(values))
    }

    /// Moves all values of an iterator in, as [`Arena::alloc_iter`] does.
    ///
    /// # Errors
    /// See [`Arena::try_alloc`]. What was moved in until then counts against the limit.
    #[allow(clippy::mut_from_ref)]
    pub fn try_alloc_iter<T>(
        &self,
        values: impl IntoIterator<Item = T>,
    ) -> Result<&mut [T], ArenaFull> {
        const { nothing_to_drop::<T>() };
        let values = values.into_iter();
        let mut all = bumpalo::collections::Vec::new_in(&self.bump);
        let mut reserve = values.size_hint().0;
        // No more than the limit can hold, whatever the iterator says of itself.
        if let Some(left) = &self.left {
            reserve = reserve.min(left.get() / size_of::<T>().max(1));
        }
        for value in values {
            self.charge(size_of::<T>())?;
            all.try_reserve(reserve.max(1))
                .map_err(|_| self.no_memory(size_of::<T>().saturating_mul(reserve.max(1))))?;
            reserve = 0;
            all.push(value);
        }
        Ok(all.into_bump_slice_mut())
    }

    /// Moves a value in and drops it at the scope's end. The last kept is dropped first.
    ///
    /// The value is `'static`: a drop must not reach a value that was dropped before it, as a reference to another kept
    /// value could.
    ///
    /// # Panics
    /// See [`Arena::alloc`]. The value is dropped.
    ///
    /// ```
    /// use wasm::memory::Arena;
    ///
    /// let total: usize = Arena::scope(|arena| {
    ///     let names = arena.keep(vec![String::from("left"), String::from("right")]);
    ///     names.push(String::from("top"));
    ///     names.iter().map(String::len).sum()
    /// });
    /// assert_eq!(total, 12);
    /// ```
    #[track_caller]
    #[allow(clippy::mut_from_ref)]
    pub fn keep<T: 'static>(&self, value: T) -> &mut T {
        unless_full(self.try_keep(value))
    }

    /// Moves a value in, as [`Arena::keep`] does.
    ///
    /// # Errors
    /// See [`Arena::try_alloc`]. The value is dropped.
    #[allow(clippy::mut_from_ref)]
    pub fn try_keep<T: 'static>(&self, value: T) -> Result<&mut T, ArenaFull> {
        if !core::mem::needs_drop::<T>() {
            return self.place(value);
        }
        /// # Safety
        /// The header is that of a `Kept<T>` which has not been dropped and which nobody uses any more.
        unsafe fn drop<T>(header: NonNull<Header>) {
            let kept = header.cast::<Kept<T>>().as_ptr();
            // SAFETY: the caller's promise.
            unsafe { ptr::drop_in_place(&raw mut (*kept).value) }
        }

        let header = Header {
            before: self.kept.get(),
            drop: drop::<T>,
        };
        let kept = NonNull::from(self.place(Kept { header, value })?);
        self.kept.set(Some(kept.cast()));
        // SAFETY: the place is new, lives as long as `self`, and what is used of it until the arena's end is the value
        // alone, by this reference. The header is read at the arena's end, when no reference with the lifetime of a
        // borrow of it is left.
        Ok(unsafe { &mut (*kept.as_ptr()).value })
    }

    /// Moves a value in and makes it owned: it is dropped where the box is.
    ///
    /// # Panics
    /// See [`Arena::alloc`]. The value is dropped.
    ///
    /// ```
    /// use wasm::memory::Arena;
    ///
    /// Arena::scope(|arena| {
    ///     let name = arena.boxed(String::from("frame"));
    ///     assert_eq!(name.len(), 5);
    /// });
    /// ```
    #[track_caller]
    pub fn boxed<T>(&self, value: T) -> Boxed<'_, T> {
        unless_full(self.try_boxed(value))
    }

    /// Moves a value in, as [`Arena::boxed`] does.
    ///
    /// # Errors
    /// See [`Arena::try_alloc`]. The value is dropped.
    pub fn try_boxed<T>(&self, value: T) -> Result<Boxed<'_, T>, ArenaFull> {
        let place = ptr::from_mut(self.place(value)?);
        // SAFETY: the place is new and in the arena that the box borrows, and nothing else drops the value.
        Ok(unsafe { Boxed::from_raw(place) })
    }

    /// Bytes that the platform has given, used or not. Scopes inside are not counted.
    pub fn allocated_bytes(&self) -> usize {
        self.bump.allocated_bytes()
    }

    /// Bytes that the limit leaves; `None` if there is none.
    pub fn left(&self) -> Option<usize> {
        self.left.as_ref().map(|left| left.get())
    }

    /// Drops what was kept, the last first, also after a drop has panicked.
    fn drop_kept(&self) {
        struct GoOn<'a>(&'a Arena);

        impl Drop for GoOn<'_> {
            fn drop(&mut self) {
                self.0.drop_kept();
            }
        }

        while let Some(last) = self.kept.get() {
            let go_on = GoOn(self);
            // SAFETY: a header in the list is that of a value in this arena, whose memory is not freed yet. Nothing
            // borrows the arena any more, so nobody uses the value; it is taken off the list before its drop, which is
            // therefore its only one.
            unsafe {
                let Header { before, drop } = *last.as_ptr();
                self.kept.set(before);
                drop(last);
            }
            core::mem::forget(go_on);
        }
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        if let Some(left) = &self.left {
            left.set(left.get() + self.used.get());
        }
        self.drop_kept();
    }
}

impl fmt::Debug for Arena {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Arena of {} bytes", self.allocated_bytes())
    }
}

#[track_caller]
fn unless_full<T>(result: Result<T, ArenaFull>) -> T {
    match result {
        Ok(value) => value,
        Err(full) => panic!("`Arena`: {full}"),
    }
}
