//! Everything that crosses without wasm-bindgen.

use std::error::Error;
use std::fmt;
use std::num::ParseIntError;

use wasm::memory::{View, ViewMut};

#[wasm::export]
pub fn add(a: i32, b: i32) -> i32 {
    a.wrapping_add(b)
}

#[wasm::export]
pub fn same_u32(a: u32) -> u32 {
    a
}

#[wasm::export]
pub fn same_u64(a: u64) -> u64 {
    a
}

#[wasm::export]
pub fn narrow(a: u8, b: i8) -> i32 {
    i32::from(a) * 1000 + i32::from(b)
}

#[wasm::export]
pub fn not(a: bool) -> bool {
    !a
}

#[wasm::export]
pub fn next(letter: char) -> char {
    char::from_u32(letter as u32 + 1).unwrap_or('?')
}

/// Greets.
///
/// Politely, where there is a title. `*/` ends no comment here.
#[wasm::export]
pub fn greet(name: &str, title: Option<&str>) -> String {
    match title {
        Some(title) => format!("Hello, {title} {name}!"),
        None => format!("Hello, {name}!"),
    }
}

#[wasm::export]
pub fn text_length(text: &str) -> usize {
    text.len()
}

#[wasm::export]
pub fn exclaim(text: String) -> String {
    text + "!"
}

#[wasm::export]
pub fn borrowed_text() -> &'static str {
    "für immer"
}

#[wasm::export]
pub fn sum(values: View<f32>) -> f32 {
    values.iter().sum()
}

#[wasm::export]
pub fn scale(mut values: ViewMut<f32>, by: f32) {
    values.iter_mut().for_each(|value| *value *= by);
}

#[wasm::export]
pub fn add_to(mut to: ViewMut<f32>, from: View<f32>) {
    to.iter_mut().zip(from.iter()).for_each(|(to, from)| *to += from);
}

#[wasm::export]
pub fn invert(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| !byte).collect()
}

#[wasm::export]
pub fn invert_in_place(bytes: &mut [u8]) {
    bytes.iter_mut().for_each(|byte| *byte = !*byte);
}

#[wasm::export]
pub fn reverse(mut values: Vec<f64>) -> Vec<f64> {
    values.reverse();
    values
}

#[wasm::export]
pub fn big(values: &[i64]) -> Option<Vec<i64>> {
    (!values.is_empty()).then(|| values.iter().map(|value| -value).collect())
}

#[wasm::export]
pub fn diagonal(matrix: [f32; 9]) -> [f32; 3] {
    [matrix[0], matrix[4], matrix[8]]
}

#[wasm::export]
pub fn successor(number: Option<u32>) -> Option<u32> {
    number?.checked_add(1)
}

#[wasm::export]
pub fn parse(text: &str) -> Result<i32, ParseIntError> {
    text.parse()
}

#[derive(Debug)]
struct NoNumber(ParseIntError);

impl fmt::Display for NoNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no number")
    }
}

impl Error for NoNumber {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[wasm::export]
pub fn parse_some(text: &str) -> Result<Option<i32>, Box<dyn Error>> {
    if text.is_empty() {
        return Ok(None);
    }
    Ok(Some(text.parse().map_err(NoNumber)?))
}

#[wasm::export]
pub fn refuse() -> Result<(), &'static str> {
    Err("never")
}

/// A point of a picture.
#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
pub struct Vertex {
    /// Where it is.
    place: [f32; 3],
    colour_code: u32,
    weight: Weight,
    weights: [Weight; 2],
}

#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
pub struct Weight {
    mass: u16,
    _padding: u16,
}

#[wasm::export]
pub fn move_all(mut vertices: ViewMut<Vertex>, by: f32) {
    for vertex in vertices.iter_mut() {
        vertex.place[0] += by;
        vertex.colour_code = !vertex.colour_code;
        vertex.weight.mass += 1;
        vertex.weights[1].mass += 2;
    }
}

#[wasm::import(global = "test")]
extern "wasm" {
    fn repeat(text: &str, times: u32) -> String;
    fn squares(values: View<f32>) -> Vec<f32>;
    fn lookup(key: Option<&str>) -> Result<Option<u32>, wasm::js::Error>;
    fn call_back(number: i32);
    #[wasm(name = "heaviest")]
    fn heaviest_of(vertices: View<Vertex>) -> u32;
    fn letter(letter: char, upper: bool) -> char;
    fn big_number(number: u64) -> i64;
}

#[wasm::import(global = "Math")]
extern "wasm" {
    fn hypot(a: f64, b: f64) -> f64;
}

#[wasm::import("node:path")]
extern "wasm" {
    fn basename(path: &str) -> String;
}

#[wasm::export]
pub fn call_repeat(text: &str) -> String {
    repeat(text, 3)
}

#[wasm::export]
pub fn sum_of_squares(count: u16) -> f32 {
    let values: Vec<f32> = (0..count).map(f32::from).collect();
    squares(View::from(&values)).iter().sum()
}

#[wasm::export]
pub fn call_lookup(key: Option<&str>) -> Result<String, wasm::js::Error> {
    Ok(format!("{:?}", lookup(key)?))
}

#[wasm::export]
pub fn explain_lookup(key: &str) -> String {
    match lookup(Some(key)) {
        Ok(found) => format!("{found:?}"),
        Err(error) => {
            let source = error.source().map(|source| format!(": {source}"));
            format!("{error}{}", source.unwrap_or_default())
        }
    }
}

#[wasm::export]
pub fn call_heaviest(masses: &[u16]) -> u32 {
    let vertex = |mass: &u16| Vertex {
        place: [0.0; 3],
        colour_code: 0,
        weight: Weight { mass: *mass, _padding: 0 },
        weights: [Weight { mass: 0, _padding: 0 }; 2],
    };
    let vertices: Vec<Vertex> = masses.iter().map(vertex).collect();
    heaviest_of(View::from(&vertices))
}

#[wasm::export]
pub fn call_letter(it: char) -> char {
    letter(it, true)
}

#[wasm::export]
pub fn call_big(number: u64) -> i64 {
    big_number(number)
}

#[wasm::export]
pub fn length(a: f64, b: f64) -> f64 {
    hypot(a, b)
}

#[wasm::export]
pub fn file_name(path: &str) -> String {
    basename(path)
}

/// Calls back while it has the values.
#[wasm::export]
pub fn reenter(values: View<f32>, text: &str, number: i32) -> String {
    call_back(number);
    format!("{text} {}", values.iter().sum::<f32>())
}

#[wasm::export]
pub fn reenter_mut(mut values: ViewMut<f32>, number: i32) {
    call_back(number);
    values.fill(number as f32);
}

#[wasm::export]
pub fn grow(bytes: usize) {
    Vec::leak(vec![1u8; bytes]);
}

#[wasm::export]
pub fn start() -> u32 {
    1
}

#[wasm::export(name = "imports")]
pub fn named_otherwise() -> u32 {
    2
}

/// Names that the layer has, too.
#[wasm::export]
pub fn copy(wasm: &str, top: u32, _top: u32, len: Option<&str>, p0: &[u8], name: String) -> String {
    format!("{wasm} {top} {_top} {len:?} {p0:?} {name}")
}

#[wasm::export]
pub fn error(heap: &mut [u8]) {
    heap.fill(1);
}

#[derive(Clone, Copy, wasm::Pod)]
#[repr(C)]
pub struct Map {
    size: u32,
}

#[wasm::export]
pub fn get(map: View<Map>) -> u32 {
    map.iter().map(|map| map.size).sum()
}
