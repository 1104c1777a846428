//! TodoMVC: a list of things to do, kept in the browser's storage. The page's elements are in `www/index.html`.

mod dom;
mod todos;
mod view;

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget, HtmlInputElement, KeyboardEvent, Storage};

use dom::{Listener, find, target};
use todos::{Filter, Todos};
use view::View;

/// Under which the list is stored.
const KEY: &str = "todos-wasmrust";

thread_local! {
    /// They end with the page, and nothing else is made that has to be kept: rows have no listeners of their own.
    static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
}

struct App {
    todos: Todos,
    filter: Filter,
    view: View,
    storage: Option<Storage>,
}

#[wasm_bindgen(start)]
fn start() -> Result<(), JsValue> {
    // Where pages may store nothing, the list is as old as the page.
    let storage = dom::window().local_storage().ok().flatten();
    let stored = match &storage {
        Some(storage) => storage.get_item(KEY)?,
        None => None,
    };
    let mut app = App {
        todos: Todos::read(&stored.unwrap_or_default()),
        filter: filter()?,
        view: View::new()?,
        storage,
    };
    app.show()?;
    LISTENERS.set(listeners(Rc::new(RefCell::new(app)))?);
    Ok(())
}

impl App {
    /// Makes a change, shows it and stores it.
    fn change(&mut self, change: impl FnOnce(&mut Todos)) -> Result<(), JsValue> {
        change(&mut self.todos);
        if let Some(storage) = &self.storage {
            storage.set_item(KEY, &self.todos.write())?;
        }
        self.show()
    }

    fn show(&mut self) -> Result<(), JsValue> {
        self.view.show(&self.todos, self.filter)
    }
}

/// What the address asks for.
fn filter() -> Result<Filter, JsValue> {
    Ok(Filter::of_hash(&dom::window().location().hash()?))
}

fn listeners(app: Rc<RefCell<App>>) -> Result<Vec<Listener>, JsValue> {
    // An event of this kind at this element, and what is done then.
    let on =
        |target: &EventTarget, kind, handler: fn(&RefCell<App>, &Event) -> Result<(), JsValue>| {
            let app = app.clone();
            Listener::new(target, kind, move |event| handler(&app, event))
        };
    let list = find::<EventTarget>("list")?;
    Ok(vec![
        on(&find("new")?, "keydown", |app, event| {
            let input: HtmlInputElement = target(event)?;
            let title = input.value();
            if is_key(event, "Enter") && !title.trim().is_empty() {
                input.set_value("");
                app.borrow_mut().change(|todos| todos.add(&title))?;
            }
            Ok(())
        })?,
        on(&find("toggle-all")?, "change", |app, event| {
            let completed = target::<HtmlInputElement>(event)?.checked();
            app.borrow_mut()
                .change(|todos| todos.complete_all(completed))
        })?,
        on(&find("clear")?, "click", |app, _| {
            app.borrow_mut().change(Todos::clear_completed)
        })?,
        on(dom::window().as_ref(), "hashchange", |app, _| {
            // A row that goes while it has the focus loses it at once, when the list is borrowed: so the edit ends before.
            let edited = app.borrow().view.edited()?;
            if let Some(input) = edited {
                input.blur()?;
            }
            let mut app = app.borrow_mut();
            app.filter = filter()?;
            app.show()
        })?,
        on(&list, "change", |app, event| {
            match view::row_of(event, ".toggle")? {
                Some(id) => app.borrow_mut().change(|todos| todos.toggle(id)),
                None => Ok(()),
            }
        })?,
        on(&list, "click", |app, event| {
            match view::row_of(event, ".delete")? {
                Some(id) => app.borrow_mut().change(|todos| todos.remove(id)),
                None => Ok(()),
            }
        })?,
        on(&list, "dblclick", |app, event| {
            let Some(id) = view::row_of(event, ".title")? else {
                return Ok(());
            };
            let input = app.borrow().view.edit(id)?;
            // The list is not borrowed here, since this ends what else is edited, at once.
            input.focus()?;
            input.select();
            Ok(())
        })?,
        on(&list, "keydown", |app, event| {
            let Some(id) = view::row_of(event, ".edit")? else {
                return Ok(());
            };
            let input: HtmlInputElement = target(event)?;
            if is_key(event, "Escape") {
                input.set_value(&app.borrow().todos.title(id));
            }
            if is_key(event, "Escape") || is_key(event, "Enter") {
                // What was typed is taken when the focus goes.
                input.blur()?;
            }
            Ok(())
        })?,
        on(&list, "focusout", |app, event| {
            let Some(id) = view::row_of(event, ".edit")? else {
                return Ok(());
            };
            let title = target::<HtmlInputElement>(event)?.value();
            app.borrow().view.end_edit(id)?;
            app.borrow_mut().change(|todos| todos.rename(id, &title))
        })?,
    ])
}

/// Whether this key was pressed. One that ends the composition of a character, as in Chinese, is not meant.
fn is_key(event: &Event, key: &str) -> bool {
    event
        .dyn_ref::<KeyboardEvent>()
        .is_some_and(|event| event.key() == key && !event.is_composing())
}
