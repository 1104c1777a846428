//! A page by wasm-bindgen and thirty of web-sys's features: what `cargo xtask bench js` edits, builds and packs.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, Document, Element, Event, FormData, HtmlCanvasElement, HtmlElement, HtmlFormElement,
    HtmlInputElement, KeyboardEvent, MouseEvent, Request, RequestInit, Response, Storage, Url, UrlSearchParams, Window,
};

thread_local! {
    static NOTES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn window() -> Window {
    web_sys::window().expect("this runs in a page")
}

fn document() -> Document {
    window().document().expect("a window has a document")
}

fn element(name: &str, class: &str, text: &str) -> Result<Element, JsValue> {
    let element = document().create_element(name)?;
    element.class_list().add_1(class)?;
    element.append_child(&document().create_text_node(text))?;
    Ok(element)
}

/// Listens for as long as there is a page.
fn listen<E: JsCast + 'static>(target: &web_sys::EventTarget, kind: &str, react: fn(E) -> Result<(), JsValue>) -> Result<(), JsValue> {
    let closure = Closure::<dyn Fn(Event) -> Result<(), JsValue>>::new(move |event: Event| react(event.unchecked_into()));
    target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref())?;
    closure.forget();
    Ok(())
}

/// Builds the page.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    let begin = window().performance().map(|clock| clock.now());
    let body = document().body().expect("a document has a body");
    body.style().set_property("font-family", "sans-serif")?;
    let form: HtmlFormElement = element("form", "new-note", "")?.unchecked_into();
    let input: HtmlInputElement = element("input", "text", "")?.unchecked_into();
    input.set_name("note");
    input.set_value(&query("note")?.unwrap_or_default());
    form.append_child(&input)?;
    body.append_child(&form)?;
    let list = element("ul", "notes", "")?;
    body.append_child(&list)?;
    let canvas: HtmlCanvasElement = element("canvas", "drawing", "")?.unchecked_into();
    canvas.set_width(320);
    canvas.set_height(200);
    body.append_child(&canvas)?;
    listen(&form, "submit", add)?;
    listen(&document(), "keydown", key)?;
    listen(&canvas, "click", draw)?;
    NOTES.set(saved()?);
    show()?;
    let end = window().performance().map(|clock| clock.now());
    web_sys::console::log_2(&"started at".into(), &begin.zip(end).map(|(a, b)| b - a).into());
    Ok(())
}

fn query(name: &str) -> Result<Option<String>, JsValue> {
    let url = Url::new(&window().location().href()?)?;
    Ok(UrlSearchParams::new_with_str(&url.search())?.get(name))
}

fn storage() -> Result<Option<Storage>, JsValue> {
    window().local_storage()
}

fn saved() -> Result<Vec<String>, JsValue> {
    let Some(storage) = storage()? else { return Ok(Vec::new()) };
    let text = storage.get_item("notes")?.unwrap_or_default();
    Ok(text.lines().map(str::to_owned).collect())
}

fn add(event: Event) -> Result<(), JsValue> {
    event.prevent_default();
    let form: HtmlFormElement = event.target().expect("an event has a target").unchecked_into();
    let note = FormData::new_with_form(&form)?.get("note").as_string().unwrap_or_default();
    NOTES.with_borrow_mut(|notes| notes.push(note));
    if let Some(storage) = storage()? {
        storage.set_item("notes", &NOTES.with_borrow(|notes| notes.join("\n")))?;
    }
    form.reset();
    show()
}

fn show() -> Result<(), JsValue> {
    let lists = document().query_selector_all(".notes")?;
    let list: HtmlElement = lists.get(0).expect("the list is there").unchecked_into();
    list.set_text_content(None);
    NOTES.with_borrow(|notes| {
        for note in notes {
            let item = element("li", "note", note)?;
            list.append_child(&item)?;
        }
        Ok(())
    })
}

fn key(event: KeyboardEvent) -> Result<(), JsValue> {
    if event.key() == "Escape" {
        window().history()?.replace_state_with_url(&JsValue::NULL, "", Some("/"))?;
    }
    Ok(())
}

fn draw(event: MouseEvent) -> Result<(), JsValue> {
    let canvas: HtmlCanvasElement = event.target().expect("an event has a target").unchecked_into();
    let rect = canvas.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top());
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.expect("there is a context").unchecked_into();
    context.fill_rect(x, y, 4.0, 4.0);
    Ok(())
}

/// How many letters an address answers with.
#[wasm_bindgen]
pub async fn letters_at(address: &str) -> Result<u32, JsValue> {
    let init = RequestInit::new();
    init.set_method("GET");
    let request = Request::new_with_str_and_init(address, &init)?;
    request.headers().set("Accept", "text/plain")?;
    let response: Response = JsFuture::from(window().fetch_with_request(&request)).await?.unchecked_into();
    let text = JsFuture::from(response.text()?).await?;
    Ok(text.as_string().map_or(0, |text| text.chars().count() as u32))
}

/// What is edited.
#[wasm_bindgen]
pub fn edition() -> u32 {
    0
}
