//! A store in front of a store: the same interface imported and exported, with one type for both.

use std::cell::RefCell;

use exports::local::plugin::store as exported;
use local::plugin::store::{self as imported, Entry, Failure};

wasm::wit! {
    path = "wit",
    world = "plugin",
    derive = [PartialEq],
    export = Plugin,
}

struct Plugin;

impl Guest for Plugin {
    fn describe() -> String {
        "in capitals".into()
    }
}

impl exported::Guest for Plugin {
    type Cursor = Cursor;

    fn get(key: String) -> Result<Entry, Failure> {
        let mut entry = imported::get(&key)?;
        entry.value.make_ascii_uppercase();
        Ok(entry)
    }

    fn put(entry: Entry) -> Result<(), Failure> {
        if entry == (Entry { key: "no".into(), value: Vec::new() }) {
            return Err(Failure::Denied(imported::Rights::WRITE));
        }
        imported::put(&entry)
    }
}

/// Counts down what the store behind gives.
struct Cursor(RefCell<imported::Cursor>);

impl exported::GuestCursor for Cursor {
    fn new(prefix: String) -> Self {
        Cursor(RefCell::new(imported::Cursor::new(&prefix)))
    }

    fn next(&self) -> Option<Entry> {
        let mut entry = self.0.borrow().next()?;
        entry.value.make_ascii_uppercase();
        Some(entry)
    }
}
