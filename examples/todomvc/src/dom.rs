//! What every program on web-sys needs: elements of a type, and listeners with an owner.

use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget, Window};

pub fn window() -> Window {
    web_sys::window().expect_throw("this runs in a page")
}

/// The element with this ID.
pub fn find<T: JsCast>(id: &str) -> Result<T, JsValue> {
    let document = window().document().ok_or("there is no document")?;
    let element = document.get_element_by_id(id);
    element
        .and_then(|element| element.dyn_into().ok())
        .ok_or_else(|| format!("#{id} is missing, or another kind of element").into())
}

/// What an event happened to.
pub fn target<T: JsCast>(event: &Event) -> Result<T, JsValue> {
    let target = event.target().and_then(|target| target.dyn_into().ok());
    target.ok_or_else(|| "an event of another kind of element".into())
}

/// Hears of the events of one kind at one target, until it is dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Errors of the handler are reported on the console.
    pub fn new(
        target: &EventTarget,
        kind: &'static str,
        handler: impl Fn(&Event) -> Result<(), JsValue> + 'static,
    ) -> Result<Self, JsValue> {
        let closure = Closure::<dyn Fn(Event)>::new(move |event| {
            if let Err(error) = handler(&event) {
                web_sys::console::error_1(&error);
            }
        });
        target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref())?;
        Ok(Listener {
            target: target.clone(),
            kind,
            closure,
        })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        // It fails for no target that there is.
        let _ = self
            .target
            .remove_event_listener_with_callback(self.kind, function);
    }
}
