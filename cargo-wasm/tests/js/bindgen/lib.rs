//! What goes through wasm-bindgen, beside what does not.

use std::cell::RefCell;
use std::fmt;

use js_sys::{Array, Function, Promise};
use wasm::js::{Closure, Js};
use wasm::memory::{View, ViewMut};
use wasm::{ExternRef, externref};
use wasm_bindgen::{JsCast, JsValue};

/// A counter.
#[wasm::export]
#[derive(Clone)]
pub struct Counter {
    /// How far it is.
    pub current_value: u32,
    pub label: String,
    #[wasm(readonly)]
    pub step: u32,
    #[wasm(skip)]
    pub hidden: Vec<Vec<u8>>,
    private: u32,
}

#[wasm::export]
impl Counter {
    /// Begins at a number.
    pub fn new(start: u32) -> Self {
        Counter {
            current_value: start,
            label: "counter".into(),
            step: 2,
            hidden: Vec::new(),
            private: 0,
        }
    }

    /// Counts.
    pub fn count_up(&mut self, by: Option<u32>) -> u32 {
        self.private += 1;
        self.current_value += by.unwrap_or(self.step);
        self.current_value
    }

    #[wasm(getter)]
    pub fn calls(&self) -> u32 {
        self.private
    }

    #[wasm(setter)]
    pub fn set_limit(&mut self, limit: u32) {
        self.current_value = self.current_value.min(limit);
    }

    pub fn try_take(&mut self, count: u32) -> Result<u32, TooFew> {
        self.current_value = self.current_value.checked_sub(count).ok_or(TooFew {
            have: self.current_value,
        })?;
        Ok(self.current_value)
    }

    #[wasm(name = "both")]
    pub fn merge(self, other: &Counter) -> Counter {
        Counter {
            current_value: self.current_value + other.current_value,
            ..self
        }
    }

    pub async fn later(&self, promise: Promise) -> Result<JsValue, JsValue> {
        let _ = self;
        wasm_bindgen_futures(promise).await
    }

    fn _not_exported(&self) {}
}

async fn wasm_bindgen_futures(promise: Promise) -> Result<JsValue, JsValue> {
    js_sys::futures::JsFuture::from(promise).await
}

#[derive(Debug)]
pub struct TooFew {
    have: u32,
}

impl fmt::Display for TooFew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there are only {}", self.have)
    }
}

impl std::error::Error for TooFew {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&fmt::Error)
    }
}

#[wasm::export]
#[derive(Clone, Copy, PartialEq)]
pub enum Direction {
    North,
    South = 7,
}

/// Turns around.
#[wasm::export]
pub fn turn_around(direction: Direction) -> Direction {
    match direction {
        Direction::North => Direction::South,
        Direction::South => Direction::North,
    }
}

#[wasm::export]
pub fn map_all(array: &Array, with_function: &Function) -> Result<Array, JsValue> {
    let mapped = Array::new();
    for item in array.iter() {
        mapped.push(&with_function.call1(&JsValue::UNDEFINED, &item)?);
    }
    Ok(mapped)
}

#[wasm::export]
pub fn reject(value: &JsValue) -> Result<JsValue, TooFew> {
    match value.as_f64() {
        Some(number) => Err(TooFew { have: number as u32 }),
        None => Ok(value.clone()),
    }
}

#[wasm::export]
pub async fn wait_and_add(a: u32, b: u32) -> Result<u32, String> {
    let sum: JsValue = (a + b).into();
    let sum = wasm_bindgen_futures(Promise::resolve(&sum)).await;
    let sum = sum.ok().and_then(|sum| sum.as_f64()).unwrap_or_default();
    if sum > 100.0 { Err("too much".into()) } else { Ok(sum as u32) }
}

/// Needs no wasm-bindgen.
#[wasm::export]
pub fn add(a: i32, b: i32) -> i32 {
    a + b
}

#[wasm::export]
pub fn count_words(text: &str) -> u32 {
    text.split_whitespace().count() as u32
}

#[wasm::import(global)]
extern "wasm" {
    type Map;
    #[wasm_bindgen(constructor)]
    fn new() -> Map;
    fn set(this: &Map, key: &str, value: &JsValue) -> Map;
    fn get(this: &Map, key: &str) -> JsValue;
    fn structured_clone(value: &JsValue) -> Result<JsValue, JsValue>;
    fn parse_int(text: &str) -> f64;
}

#[wasm::import(global = "JSON")]
extern "wasm" {
    fn stringify(value: &JsValue) -> String;
}

#[wasm::export]
pub fn through_map(value: JsValue) -> String {
    let map = Map::new();
    map.set("key", &value);
    stringify(&map.get("key"))
}

#[wasm::export]
pub fn clone_of(value: JsValue) -> JsValue {
    match structured_clone(&value) {
        Ok(clone) => clone,
        Err(error) => error.unchecked_into::<js_sys::Error>().message().into(),
    }
}

#[wasm::export]
pub fn number_in(text: &str) -> f64 {
    parse_int(text)
}

thread_local! {
    static KEPT: RefCell<Vec<externref>> = const { RefCell::new(Vec::new()) };
    static OWNER: RefCell<Option<Closure<dyn FnMut(u32) -> u32>>> = const { RefCell::new(None) };
}

#[wasm::export]
pub fn keep(array: ExternRef<Js<Array>>) -> usize {
    KEPT.with_borrow_mut(|kept| {
        kept.push(array.erase());
        kept.len()
    })
}

/// The last that was kept, if it is an array.
#[wasm::export]
pub fn give_back() -> Option<ExternRef<Js<Array>>> {
    KEPT.with_borrow_mut(Vec::pop)?.cast().ok()
}

#[wasm::export]
pub fn reversed(array: ExternRef<Js<Array>>) -> Result<Array, wasm::HandleError> {
    Ok(array.to_js()?.reverse())
}

#[wasm::import(global = "test")]
extern "wasm" {
    fn listen(listener: &Closure<dyn FnMut(u32) -> u32>);
    fn same_array(array: ExternRef<Js<Array>>) -> ExternRef<Js<Array>>;
}

#[wasm::export]
pub fn begin_to_listen() {
    let mut sum = 0;
    let closure = Closure::new(move |number: u32| {
        sum += number;
        sum
    });
    listen(&closure);
    OWNER.set(Some(closure));
}

#[wasm::export]
pub fn stop_to_listen() {
    OWNER.take();
}

#[wasm::export]
pub fn there_and_back(array: Array) -> u32 {
    let array = same_array(array.into());
    array.to_js().map_or(0, |array| array.length())
}

/// Adds what a counter has to all values, in place.
#[wasm::export]
pub fn add_counter(counter: &Counter, mut values: ViewMut<f64>, weights: View<f64>, name: &str) -> Result<String, TooFew> {
    if values.len() < weights.len() {
        return Err(TooFew { have: values.len() as u32 });
    }
    for (value, weight) in values.iter_mut().zip(weights.iter()) {
        *value += f64::from(counter.current_value) * weight;
    }
    Ok(format!("{name}: {}", values.len()))
}
