//! `ExternRef` and `Handle`: what stale, forged, closed and mistyped ones do, casts, sizes, drops, and that nothing leaks.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use wasm::host::table;
use wasm::reference::Any;
use wasm::{Borrowed, ExternRef, Handle, HandleError, externref};

/// One test at a time, so that live references can be counted: counts them when the test ends.
struct Alone {
    before: usize,
    _guard: MutexGuard<'static, ()>,
}

fn alone() -> Alone {
    static ALONE: Mutex<()> = Mutex::new(());
    let guard = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    Alone {
        before: table::live(),
        _guard: guard,
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(table::live(), self.before, "references leaked");
        }
    }
}

/// Counts its drops.
#[derive(wasm::Object)]
struct Counted(Rc<Cell<u32>>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
    }
}

#[derive(wasm::Object)]
#[wasm(local)]
struct Node {
    id: u32,
}

#[derive(wasm::Object)]
#[wasm(local)]
struct Element {
    #[wasm(extends)]
    node: Node,
    tag: &'static str,
}

#[derive(wasm::Object)]
#[wasm(local)]
struct Canvas(#[wasm(extends)] Element, u32);

#[derive(wasm::Object)]
enum HostNode {}

#[derive(wasm::Object)]
#[wasm(extends = HostNode)]
enum HostElement {}

#[derive(wasm::Object)]
struct Pair<A: Send + Sync, const N: usize> {
    #[wasm(extends)]
    numbers: Vec<u8>,
    items: [A; N],
}

fn canvas() -> ExternRef<Canvas> {
    let node = Node { id: 7 };
    ExternRef::new(Canvas(
        Element {
            node,
            tag: "canvas",
        },
        640,
    ))
}

#[test]
fn sizes_and_niches() {
    assert_eq!(size_of::<ExternRef<String>>(), 4);
    assert_eq!(size_of::<Option<ExternRef<String>>>(), 4);
    assert_eq!(size_of::<Option<Borrowed<'_, String>>>(), 4);
    assert_eq!(size_of::<Option<Handle>>(), 4);
    assert_eq!(align_of::<externref>(), 4);
}

#[test]
fn a_clone_has_an_entry_of_its_own() {
    let _alone = alone();
    let drops = Rc::new(Cell::new(0));
    let first = ExternRef::new(Counted(drops.clone()));
    let second = first.clone();
    let third = second.borrow().to_owned().unwrap();
    assert_ne!(first.as_raw(), second.as_raw());
    assert_eq!(first.ptr_eq(&third), Ok(true));
    assert_eq!(
        first.ptr_eq(&ExternRef::new(Counted(drops.clone()))),
        Ok(false)
    );
    assert_eq!(drops.get(), 1);
    drop((first, second));
    assert_eq!(drops.get(), 1);
    drop(third);
    assert_eq!(drops.get(), 2);
}

#[test]
fn upcasts_and_casts_along_a_chain() {
    let _alone = alone();
    let canvas = canvas();
    let raw = canvas.as_raw();
    let node: ExternRef<Node> = canvas.upcast();
    assert_eq!(node.as_raw(), raw);
    assert_eq!(node.get().unwrap().id, 7);
    let element = node.cast::<Element>().unwrap();
    assert_eq!(element.get().unwrap().tag, "canvas");
    assert_eq!(element.borrow().upcast::<Node>().get().unwrap().id, 7);
    let anything: externref = element.upcast();
    assert!(anything.get().is_ok());
    let error = anything.cast::<HostNode>().unwrap_err();
    let (expected, found) = match error.error() {
        HandleError::WrongType { expected, found } => (expected, found),
        other => panic!("{other}"),
    };
    assert!(
        expected.ends_with("HostNode") && found.ends_with("Canvas"),
        "{error}"
    );
    let canvas = error.into_reference().cast::<Canvas>().unwrap();
    assert_eq!(canvas.get().unwrap().1, 640);
    // Itself is the first of its ancestors.
    assert_eq!(canvas.upcast::<Canvas>().as_raw(), raw);
}

#[test]
fn not_every_node_is_an_element() {
    let _alone = alone();
    let node = ExternRef::new(Node { id: 1 });
    assert!(node.cast::<Element>().is_err());
}

#[test]
fn generic_objects_extend_too() {
    let _alone = alone();
    let pair = ExternRef::new(Pair {
        numbers: vec![1],
        items: ['a', 'b'],
    });
    assert_eq!(pair.get().unwrap().items, ['a', 'b']);
    let numbers: ExternRef<Vec<u8>> = pair.upcast();
    assert_eq!(*numbers.get().unwrap(), [1]);
    let numbers = numbers.cast::<Pair<u8, 2>>().unwrap_err().into_reference();
    assert!(numbers.cast::<Pair<char, 2>>().is_ok());
}

#[test]
fn an_object_of_the_host_is_closed_once() {
    static CLOSED: AtomicU64 = AtomicU64::new(0);
    let _alone = alone();
    let close = |id| {
        CLOSED.fetch_add(id, Ordering::Relaxed);
    };
    let element = table::insert_foreign::<HostElement>(40, close);
    let node: ExternRef<HostNode> = element.clone().upcast();
    assert_eq!(
        (element.id(), node.borrow().id()),
        (Ok(Some(40)), Ok(Some(40)))
    );
    assert!(matches!(
        node.get(),
        Err(HandleError::NoValue { found }) if found.ends_with("HostElement")
    ));
    assert_eq!(element.ptr_eq(&node), Ok(true));
    drop(element);
    assert_eq!(CLOSED.load(Ordering::Relaxed), 0);
    drop(node.cast::<HostElement>().unwrap());
    assert_eq!(CLOSED.load(Ordering::Relaxed), 40);

    let handle = Handle::foreign(2, close);
    assert_eq!(handle.id(), Ok(Some(2)));
    let raw = handle.into_raw();
    drop(Handle::from_raw(raw).unwrap());
    assert_eq!(CLOSED.load(Ordering::Relaxed), 42);
}

#[test]
fn a_handle_is_any_reference() {
    let _alone = alone();
    let handle = Handle::from(ExternRef::new(5_u8));
    assert_eq!(*handle.get::<u8>().unwrap(), 5);
    assert_eq!(handle.id(), Ok(None));
    assert!(matches!(
        handle.get::<i8>(),
        Err(HandleError::WrongType { .. })
    ));
    let reference = externref::from(handle).cast::<u8>().unwrap();
    assert_eq!(format!("{}", reference.get().unwrap()), "5");
    assert_eq!(*Handle::new(6_u8).get::<u8>().unwrap(), 6);
}

#[test]
fn null_forged_stale_owned_and_mistyped_handles_are_errors() {
    let _alone = alone();
    let from_raw = |raw| ExternRef::<String>::from_raw(raw).unwrap_err();
    assert_eq!(from_raw(0), HandleError::Null);
    assert_eq!(from_raw(u32::MAX), HandleError::Forged);
    assert_eq!(Handle::from_raw(0).unwrap_err(), HandleError::Null);

    let owned = ExternRef::new(String::new());
    assert_eq!(from_raw(owned.as_raw()), HandleError::Owned);

    let raw = owned.into_raw();
    let wrong = ExternRef::<i32>::from_raw(raw).unwrap_err();
    assert!(matches!(wrong, HandleError::WrongType { .. }), "{wrong}");
    let again = ExternRef::<Any>::from_raw(raw).unwrap();
    assert_eq!(from_raw(raw), HandleError::Owned);
    drop(again);
    assert_eq!(from_raw(raw), HandleError::Stale);
}

#[test]
#[cfg(debug_assertions)] // Release builds reuse handles at once.
fn a_stale_handle_is_not_given_out_again() {
    let _alone = alone();
    let stale = ExternRef::new(1).into_raw();
    drop(ExternRef::<i32>::from_raw(stale).unwrap());
    for n in 0..100 {
        let new = ExternRef::new(n);
        assert_ne!(new.as_raw(), stale);
    }
    let next = ExternRef::new(1).as_raw() + 1;
    assert_eq!(
        ExternRef::<i32>::from_raw(stale).unwrap_err(),
        HandleError::Stale
    );
    assert_eq!(
        ExternRef::<i32>::from_raw(next).unwrap_err(),
        HandleError::Forged
    );
}

/// What a host does that returns one handle twice.
#[cfg(not(target_family = "wasm"))] // For the tests that catch what comes of it.
fn twice<T: wasm::Object>(reference: &ExternRef<T>) -> ExternRef<T> {
    // SAFETY: `ExternRef` is a nonzero `u32` in memory; that it has two owners now is the mistake under test.
    unsafe { core::mem::transmute::<u32, ExternRef<T>>(reference.as_raw()) }
}

#[test]
#[cfg(not(target_family = "wasm"))] // There a panic ends the program.
fn a_handle_closed_twice_is_named_in_dev_builds() {
    let _alone = alone();
    let first = ExternRef::new(String::from("text"));
    let second = twice(&first);
    let look = second.get().unwrap();
    drop(first);
    assert_eq!(*look, "text", "what is looked at stays");
    drop(look);
    assert_eq!(second.get().unwrap_err(), HandleError::Stale);
    assert_eq!(second.borrow().to_owned().unwrap_err(), HandleError::Stale);
    let closed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(second)));
    if cfg!(debug_assertions) {
        let message = *closed.unwrap_err().downcast::<String>().unwrap();
        assert!(
            message.contains("ExternRef<alloc::string::String>") && message.contains("stale"),
            "{message}"
        );
    } else {
        closed.unwrap();
    }
}

#[test]
#[cfg(not(target_family = "wasm"))] // There a panic ends the program.
fn a_handle_closed_twice_is_silent_while_panicking() {
    let _alone = alone();
    let unwound = std::panic::catch_unwind(|| {
        let first = ExternRef::new(1);
        let _second = twice(&first);
        drop(first);
        panic!("the first");
    });
    assert_eq!(
        *unwound.unwrap_err().downcast::<&str>().unwrap(),
        "the first"
    );
}

#[test]
fn an_entry_of_another_type_is_an_error_and_no_more() {
    let _alone = alone();
    let text = ExternRef::new(String::from("text"));
    // SAFETY: as in `twice`; the host returned a handle of a wrong type.
    let number = unsafe { core::mem::transmute::<u32, ExternRef<i32>>(text.as_raw()) };
    assert!(matches!(
        number.get().unwrap_err(),
        HandleError::WrongType { .. }
    ));
    core::mem::forget(number);
}

/// Makes, clones and drops references while it is dropped, and takes its own entry's slot.
#[derive(wasm::Object)]
struct Busy {
    children: RefCell<Vec<ExternRef<Busy>>>,
    log: Rc<RefCell<Vec<u32>>>,
    id: u32,
}

impl Drop for Busy {
    fn drop(&mut self) {
        let before = table::live();
        let new = ExternRef::new(self.id);
        let clone = new.clone();
        assert_eq!(table::live(), before + 2);
        self.children.get_mut().pop();
        self.log.borrow_mut().push(*clone.get().unwrap());
        let raw = new.into_raw();
        drop(ExternRef::<u32>::from_raw(raw).unwrap());
    }
}

#[test]
fn drops_that_use_the_table() {
    let _alone = alone();
    let log = Rc::new(RefCell::new(Vec::new()));
    let new = |id, children| {
        ExternRef::new(Busy {
            children: RefCell::new(children),
            log: log.clone(),
            id,
        })
    };
    let leaf = new(1, vec![]);
    let shared = leaf.clone();
    let parent = new(3, vec![new(2, vec![leaf])]);
    drop(parent);
    assert_eq!(*log.borrow(), [2, 3]);
    drop(shared);
    assert_eq!(*log.borrow(), [2, 3, 1]);
}

#[test]
fn a_value_that_drops_the_last_reference_while_it_is_looked_at() {
    let _alone = alone();
    let cell = ExternRef::new(RefCell::new(None::<ExternRef<i32>>));
    cell.get().unwrap().replace(Some(ExternRef::new(1)));
    let guard = cell.get().unwrap();
    guard.take();
    assert!(guard.borrow().is_none());
}

#[cfg(not(target_family = "wasm"))] // For the test below.
#[derive(wasm::Object)]
struct Bomb(#[allow(dead_code)] ExternRef<i32>);

#[cfg(not(target_family = "wasm"))]
impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("boom");
    }
}

#[test]
#[cfg(not(target_family = "wasm"))] // There a panic ends the program.
fn a_panicking_drop_leaves_the_table_whole() {
    let _alone = alone();
    let bomb = ExternRef::new(Bomb(ExternRef::new(1)));
    let raw = bomb.as_raw();
    let unwound = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(bomb)));
    assert_eq!(*unwound.unwrap_err().downcast::<&str>().unwrap(), "boom");
    assert_eq!(
        ExternRef::<Bomb>::from_raw(raw).unwrap_err(),
        HandleError::Stale
    );
    assert_eq!(*ExternRef::new(2).get().unwrap(), 2);
}

#[test]
#[cfg(not(target_family = "wasm"))] // It has no threads to start.
fn a_number_is_taken_up_on_its_own_thread_and_a_reference_moves() {
    let _alone = alone();
    let raw = ExternRef::new(Rc::new(5)).into_raw();
    let text = ExternRef::new(String::from("text"));
    let back = std::thread::spawn(move || {
        let error = ExternRef::<Rc<i32>>::from_raw(raw).unwrap_err();
        assert_eq!(error, HandleError::OtherThread);
        assert_eq!(*text.get().unwrap(), "text");
        drop(text.clone());
        // Let go of here, so free here, although it was made elsewhere.
        ExternRef::<String>::from_raw(text.into_raw()).unwrap()
    })
    .join()
    .unwrap();
    assert_eq!(*back.get().unwrap(), "text");
    assert_eq!(
        **ExternRef::<Rc<i32>>::from_raw(raw).unwrap().get().unwrap(),
        5
    );
}

#[test]
#[cfg(not(target_family = "wasm"))] // It has no threads to start.
fn many_threads_share_the_table() {
    let _alone = alone();
    let shared = ExternRef::new(AtomicU64::new(0).into_inner());
    std::thread::scope(|scope| {
        for thread in 0..4_u64 {
            let shared = &shared;
            scope.spawn(move || {
                for n in 0..500 {
                    let mine = ExternRef::new(thread * 1000 + n);
                    let clones = [shared.clone(), shared.clone()];
                    let mine = ExternRef::<u64>::from_raw(mine.into_raw()).unwrap();
                    assert_eq!(*mine.get().unwrap(), thread * 1000 + n);
                    assert_eq!(*clones[1].get().unwrap(), 0);
                }
            });
        }
    });
}

#[test]
fn errors_say_what_is_wrong() {
    let _alone = alone();
    let error = ExternRef::new(1_u8).cast::<String>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the handle stands for a `u8`, not for a `alloc::string::String`"
    );
    for error in [
        HandleError::Null,
        HandleError::Owned,
        HandleError::OtherThread,
    ] {
        assert!(error.to_string().starts_with("the handle "), "{error}");
    }
}
