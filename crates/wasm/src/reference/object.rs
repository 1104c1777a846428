//! [`Object`], what a reference can stand for, and [`Upcast`], the free way to what it extends.

use core::marker::PhantomData;

/// What an [`ExternRef`](crate::ExternRef) can stand for: a type with a name, and the type that it extends.
///
/// `#[derive(wasm::Object)]` implements it, and [`Upcast`] with it:
/// - on a struct, `#[wasm(extends)]` above a field makes the field's type the super type;
/// - on an enum without variants, which names a type of the host, `#[wasm(extends = Super)]` does;
/// - `#[wasm(local)]` above the type keeps its references on their thread ([`Local`]).
///
/// ```
/// use wasm::ExternRef;
///
/// #[derive(wasm::Object)]
/// struct Shape {
///     name: String,
/// }
///
/// #[derive(wasm::Object)]
/// struct Circle {
///     #[wasm(extends)]
///     shape: Shape,
///     radius: f64,
/// }
///
/// let circle = ExternRef::new(Circle { shape: Shape { name: "sun".into() }, radius: 2.0 });
/// let shape: ExternRef<Shape> = circle.upcast();
/// assert_eq!(shape.get()?.name, "sun");
///
/// let circle = shape.cast::<Circle>()?;
/// assert_eq!(circle.get()?.radius, 2.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "a reference cannot stand for `{Self}`, which is no `wasm::Object`",
    label = "not an object",
    note = "write `#[derive(wasm::Object)]` above the type; wrap a type of another crate in a struct of your own"
)]
pub trait Object: Sized + 'static {
    /// The type that this one extends, or [`Any`].
    ///
    /// A reference goes to another thread if its type may. What it really stands for can be a type that extends this one,
    /// so a type whose super type is [`Auto`] must be `Auto`, `Send` and `Sync` itself.
    type Super: Object<Threads: Admits<Self>>;

    /// [`Auto`] or [`Local`].
    type Threads: Threads;

    /// How many types there are between this one and [`Any`].
    #[doc(hidden)]
    const DEPTH: usize = <Self::Super as Object>::DEPTH + 1; // A cycle: the types extend each other.

    /// The part of this value that is of the super type. None if there is no such value, as with types of the host.
    fn super_ref(&self) -> Option<&Self::Super>;
}

/// What every object is, at the end of the chain of [`Object::Super`].
///
/// A reference to it stays on its thread, since it can stand for anything.
#[derive(Debug)]
pub struct Any(());

impl Any {
    /// What a value that extends nothing else returns from [`Object::super_ref`].
    pub const fn root() -> &'static Any {
        &Any(())
    }
}

impl Object for Any {
    type Super = Any;
    type Threads = Local;
    const DEPTH: usize = 0;

    fn super_ref(&self) -> Option<&Any> {
        Some(self)
    }
}

impl Upcast<Any> for Any {
    const WAY: Ancestor<Any, Any> = Ancestor::same();
}

/// References to the type, and to those that it is extended by, go to other threads if the type is [`Send`] and [`Sync`].
#[derive(Debug)]
pub enum Auto {}

/// References to the type stay on their thread.
#[derive(Debug)]
pub enum Local {}

/// [`Auto`] or [`Local`].
pub trait Threads: sealed::Threads {}

impl Threads for Auto {}
impl Threads for Local {}

use sealed::Admits;
pub(super) use sealed::Leaves;

mod sealed {
    use super::{Auto, Local, Object};

    pub trait Threads {}
    impl Threads for Auto {}
    impl Threads for Local {}

    /// Whose references may leave their thread.
    #[diagnostic::on_unimplemented(
        message = "this reference stays on its thread, since its type is `local`",
        note = "remove `#[wasm(local)]` from the type; a `Handle` and an untyped `externref` always stay, so send an `ExternRef` of a type"
    )]
    pub trait Leaves {}
    impl Leaves for Auto {}

    /// What can extend a type whose references may leave their thread.
    #[diagnostic::on_unimplemented(
        message = "a `local` type cannot extend one that is not, since references to that one may leave their thread",
        label = "its references may leave their thread",
        note = "write `#[wasm(local)]` above this type too, or remove it from the type that extends it"
    )]
    pub trait Joins {}
    impl Joins for Auto {}

    /// A type of which these are the super type's `Threads` may be `T`. Users cannot name it, and so cannot add to it.
    pub trait Admits<T> {}
    impl<T> Admits<T> for Local {}
    impl<T: Object<Threads: Joins> + Travels> Admits<T> for Auto {}

    /// `Send` and `Sync`, with a message of its own.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` extends a type whose references may leave their thread, so it has to be `Send` and `Sync`",
        label = "references to this type may leave their thread, and stand for a `{Self}` there",
        note = "write `#[wasm(local)]` above this super type, or give `{Self}` fields that are `Send` and `Sync`"
    )]
    pub trait Travels: Send + Sync {}
    #[diagnostic::do_not_recommend]
    impl<T: Send + Sync> Travels for T {}
}

/// A reference to `Self` is one to `U`, at no cost: `U` is the type itself, the one that it extends, and so on up to [`Any`].
///
/// `#[derive(wasm::Object)]` implements it for all of these. Of types that extend each other in a circle it would do so
/// twice, and rustc refuses that as conflicting implementations.
#[diagnostic::on_unimplemented(
    message = "there is no free way to `{U}`: it is not among the types that this reference's type extends",
    label = "does not extend `{U}`",
    note = "a reference that may stand for a `{U}` nevertheless is checked by `.cast::<…>()` at run time"
)]
pub trait Upcast<U: Object>: Object {
    /// Why it is so.
    const WAY: Ancestor<Self, U>;
}

/// The proof that `U` is `T` or one of the types that `T` extends.
#[derive(Debug)]
pub struct Ancestor<T, U>(PhantomData<fn(T) -> U>);

impl<T> Ancestor<T, T> {
    /// Each type is one of its own.
    pub const fn same() -> Self {
        Ancestor(PhantomData)
    }
}

impl<T: Object, U: Object> Ancestor<T, U>
where
    T::Super: Upcast<U>,
{
    /// What the super type extends, the type extends.
    pub const fn through_super() -> Self {
        // Evaluated, since a proof that is never evaluated can be anything.
        let Ancestor(_) = const { <T::Super as Upcast<U>>::WAY };
        Ancestor(PhantomData)
    }
}
