//! `FuncRef`, `TypedFuncRef` and `Closure`: calls, signatures, null, stale and forged references, calls within calls.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm::{Closure, ExternRef, FuncError, FuncRef, TypedFuncRef};

type Binary = extern "C" fn(i32, i32) -> i32;
type Unary = extern "C" fn(u32) -> u32;

extern "C" fn add(a: i32, b: i32) -> i32 {
    a.wrapping_add(b)
}

extern "C" fn subtract(a: i32, b: i32) -> i32 {
    a.wrapping_sub(b)
}

extern "C" fn length(text: ExternRef<String>) -> u32 {
    text.get().map_or(0, |text| text.len() as u32)
}

#[test]
fn sizes_and_niches() {
    assert_eq!(size_of::<FuncRef>(), 4);
    assert_eq!(size_of::<TypedFuncRef<Binary>>(), 4);
    assert_eq!(size_of::<Option<TypedFuncRef<Binary>>>(), 4);
}

#[test]
fn functions_are_called_with_and_without_their_type_between() {
    let (plus, minus) = (
        TypedFuncRef::from_fn(add as Binary),
        TypedFuncRef::from_fn(subtract as Binary),
    );
    assert_eq!((plus.call((5, 3)), minus.call((5, 3))), (Ok(8), Ok(2)));
    let untyped: FuncRef = minus.untyped();
    assert!(untyped.table_index().is_some() && !untyped.is_null());
    assert_eq!(untyped.typed::<Binary>().unwrap(), minus);
    assert_eq!(
        FuncRef::from_raw(untyped.as_raw())
            .typed::<Binary>()
            .unwrap()
            .call((1, 2)),
        Ok(-1)
    );
}

#[test]
fn references_are_arguments_too() {
    let length = TypedFuncRef::<extern "C" fn(ExternRef<String>) -> u32>::from_fn(length);
    assert_eq!(length.call((ExternRef::new("four".into()),)), Ok(4));
}

#[test]
fn eight_arguments_and_none() {
    type Eight = extern "C" fn(u8, i16, u32, i64, f32, f64, bool, isize) -> f64;
    extern "C" fn eight(a: u8, b: i16, c: u32, d: i64, e: f32, f: f64, g: bool, h: isize) -> f64 {
        f64::from(a)
            + f64::from(b)
            + f64::from(c)
            + d as f64
            + f64::from(e)
            + f
            + f64::from(u8::from(g))
            + h as f64
    }
    extern "C" fn none() {}
    let eight = TypedFuncRef::from_fn(eight as Eight);
    assert_eq!(eight.call((1, -2, 3, 4, 0.5, 0.25, true, 1)), Ok(8.75));
    assert_eq!(
        TypedFuncRef::from_fn(none as extern "C" fn()).call(()),
        Ok(())
    );
}

#[test]
fn another_signature_is_refused_even_if_wasm_has_them_alike() {
    let untyped = TypedFuncRef::from_fn(add as Binary).untyped();
    let error = untyped
        .typed::<extern "C" fn(u32, u32) -> u32>()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the function is a `extern \"C\" fn(i32, i32) -> i32`, not a `extern \"C\" fn(u32, u32) -> u32`"
    );
    let closure = Closure::<Unary>::new(|n| n);
    assert!(matches!(
        closure.func_ref().typed::<Binary>(),
        Err(FuncError::Signature { .. })
    ));
}

#[test]
fn null_forged_and_stale() {
    assert!(FuncRef::null().is_null());
    assert_eq!(FuncRef::default().typed::<Binary>(), Err(FuncError::Null));
    assert_eq!(FuncRef::null().table_index(), None);
    // Neither an index that was disclosed, nor a closure that ever was.
    for raw in [0x7fff_ffff, 0x8000_0000, 0xffff_ffff] {
        assert_eq!(
            FuncRef::from_raw(raw).typed::<Binary>(),
            Err(FuncError::Forged)
        );
    }
    let closure = Closure::<Unary>::new(|n| n + 1);
    let (typed, untyped) = (closure.typed(), closure.func_ref());
    assert_eq!(untyped.table_index(), None);
    assert_eq!(untyped.typed::<Unary>().unwrap().call((1,)), Ok(2));
    drop(closure);
    assert_eq!(typed.call((1,)), Err(FuncError::Stale));
    assert_eq!(untyped.typed::<Unary>(), Err(FuncError::Stale));
    // A later closure is not taken for it.
    let _later = Closure::<Unary>::new(|n| n + 2);
    assert_eq!(typed.call((1,)), Err(FuncError::Stale));
}

#[test]
fn a_leaked_closure_stays() {
    let leaked = Closure::<Unary>::new(|n| 3 * n).leak();
    assert_eq!(leaked.call((4,)), Ok(12));
}

#[test]
fn a_closure_that_only_reads_calls_itself() {
    let own = Rc::new(Cell::new(None::<TypedFuncRef<Unary>>));
    let closure = Closure::<Unary>::new({
        let own = own.clone();
        move |n| match n {
            0 => 1,
            n => n * own.get().map_or(0, |own| own.call((n - 1,)).unwrap_or(0)),
        }
    });
    own.set(Some(closure.typed()));
    assert_eq!(closure.typed().call((5,)), Ok(120));
}

#[test]
fn a_closure_that_changes_its_variables_does_not() {
    let own = Rc::new(Cell::new(None::<TypedFuncRef<Unary>>));
    let seen = Rc::new(Cell::new(None));
    let mut calls = 0;
    let closure = Closure::<Unary>::new_mut({
        let (own, seen) = (own.clone(), seen.clone());
        move |n| {
            calls += 1;
            seen.set(own.get().map(|own| own.call((n,))));
            calls
        }
    });
    own.set(Some(closure.typed()));
    assert_eq!(closure.typed().call((0,)), Ok(1));
    assert_eq!(seen.get(), Some(Err(FuncError::Reentered)));
    assert_eq!(closure.typed().call((0,)), Ok(2));
}

#[test]
fn a_closure_dropped_by_its_own_call_ends_it() {
    struct Noted(Rc<Cell<bool>>);
    impl Drop for Noted {
        fn drop(&mut self) {
            self.0.set(true);
        }
    }
    let owner = Rc::new(RefCell::new(None::<Closure<Unary>>));
    let dropped = Rc::new(Cell::new(false));
    let closure = Closure::<Unary>::new_mut({
        let (owner, noted) = (owner.clone(), Noted(dropped.clone()));
        move |n| {
            drop(owner.take());
            assert!(!noted.0.get(), "kept while it runs");
            n + 1
        }
    });
    let typed = closure.typed();
    owner.replace(Some(closure));
    assert_eq!(typed.call((1,)), Ok(2));
    assert!(dropped.get());
    assert_eq!(typed.call((1,)), Err(FuncError::Stale));
}

#[test]
#[cfg(not(target_family = "wasm"))] // There a panic ends the program.
fn a_closure_that_panicked_is_called_again() {
    let closure = Closure::<Unary>::new_mut(|n| 6_u32.checked_div(n).expect("not zero"));
    let typed = closure.typed();
    let call = |n| std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| typed.call((n,))));
    assert!(call(0).is_err());
    assert_eq!(call(3).unwrap(), Ok(2));
}

#[test]
#[cfg(not(target_family = "wasm"))] // It has no threads to start.
fn a_closure_belongs_to_its_thread_and_a_function_to_none() {
    let shared = Rc::new(1);
    let closure = Closure::<Unary>::new(move |n| n + *shared);
    let function = TypedFuncRef::from_fn(add as Binary).untyped().as_raw();
    let raw = closure.func_ref().as_raw();
    std::thread::spawn(move || {
        assert_eq!(
            FuncRef::from_raw(raw).typed::<Unary>(),
            Err(FuncError::OtherThread)
        );
        let function = FuncRef::from_raw(function).typed::<Binary>().unwrap();
        assert_eq!(function.call((1, 1)), Ok(2));
    })
    .join()
    .unwrap();
    assert_eq!(closure.typed().call((1,)), Ok(2));
}
