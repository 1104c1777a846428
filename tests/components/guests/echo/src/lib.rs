//! Gives back what it is given, of every type.

#[wasm::component(name = "echo", version = "1.0")]
mod echo {
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct Numbers {
        pub a: u8,
        pub b: i8,
        pub c: u16,
        pub d: i16,
        pub e: u32,
        pub f: i32,
        pub g: u64,
        pub h: i64,
        pub x: f32,
        pub y: f64,
        pub yes: bool,
        pub letter: char,
    }

    #[derive(Debug, Clone, PartialEq)]
    pub struct Nested {
        pub names: Vec<String>,
        pub numbers: Option<Numbers>,
        pub shape: Shape,
        pub row: [u16; 3],
        pub pair: (String, Colour),
        pub rights: Rights,
        pub outcome: Result<Vec<u8>, Shape>,
    }

    #[derive(Debug, Clone, PartialEq)]
    pub enum Shape {
        Nothing,
        Circle(f64),
        Line(Vec<(i32, i32)>),
        Named(Label),
        Coloured(Colour),
    }

    #[derive(Debug, Clone, PartialEq)]
    pub struct Label {
        pub text: String,
    }

    #[derive(Debug, Clone, Copy, PartialEq)]
    pub enum Colour {
        Red,
        DarkGreen,
        Blue2,
    }

    #[wasm::flags]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct Rights {
        pub read: bool,
        pub write: bool,
        pub set_owner: bool,
    }

    pub type Names = Vec<String>;

    #[wasm::export]
    pub fn echo_flag(it: bool) -> bool {
        it
    }

    #[wasm::export]
    pub fn echo_byte(it: u8) -> u8 {
        it
    }

    #[wasm::export]
    pub fn echo_short(it: u16) -> u16 {
        it
    }

    #[wasm::export]
    pub fn echo_word(it: u32) -> u32 {
        it
    }

    #[wasm::export]
    pub fn echo_long(it: u64) -> u64 {
        it
    }

    #[wasm::export]
    pub fn echo_signed_byte(it: i8) -> i8 {
        it
    }

    #[wasm::export]
    pub fn echo_signed_short(it: i16) -> i16 {
        it
    }

    #[wasm::export]
    pub fn echo_signed_word(it: i32) -> i32 {
        it
    }

    #[wasm::export]
    pub fn echo_signed_long(it: i64) -> i64 {
        it
    }

    #[wasm::export]
    pub fn echo_single(it: f32) -> f32 {
        it
    }

    #[wasm::export]
    pub fn echo_double(it: f64) -> f64 {
        it
    }

    #[wasm::export]
    pub fn echo_letter(it: char) -> char {
        it
    }

    #[wasm::export]
    pub fn echo_text(it: String) -> String {
        it
    }

    #[wasm::export]
    pub fn echo_bytes(it: Vec<u8>) -> Vec<u8> {
        it
    }

    #[wasm::export]
    pub fn echo_doubles(it: Vec<f64>) -> Vec<f64> {
        it
    }

    #[wasm::export]
    pub fn echo_texts(it: Vec<String>) -> Vec<String> {
        it
    }

    #[wasm::export]
    pub fn echo_lists(it: Vec<Vec<Nested>>) -> Vec<Vec<Nested>> {
        it
    }

    #[wasm::export]
    pub fn echo_maybe(it: Option<String>) -> Option<String> {
        it
    }

    #[wasm::export]
    pub fn echo_maybe_twice(it: Option<Option<u8>>) -> Option<Option<u8>> {
        it
    }

    #[wasm::export]
    pub fn echo_outcome(it: Result<Nested, Colour>) -> Result<Nested, Colour> {
        it
    }

    #[wasm::export]
    pub fn echo_outcome_ok(it: Result<u16, ()>) -> Result<u16, ()> {
        it
    }

    #[wasm::export]
    pub fn echo_outcome_err(it: Result<(), String>) -> Result<(), String> {
        it
    }

    #[wasm::export]
    pub fn echo_outcome_alone(it: Result<(), ()>) -> Result<(), ()> {
        it
    }

    #[wasm::export]
    pub fn echo_tuple(it: (u8, String, Vec<Label>)) -> (u8, String, Vec<Label>) {
        it
    }

    #[wasm::export]
    pub fn echo_one(it: (Numbers,)) -> (Numbers,) {
        it
    }

    #[wasm::export]
    pub fn echo_row(it: [f32; 4]) -> [f32; 4] {
        it
    }

    #[wasm::export]
    pub fn echo_numbers(it: Numbers) -> Numbers {
        it
    }

    #[wasm::export]
    pub fn echo_nested(it: Nested) -> Nested {
        it
    }

    #[wasm::export]
    pub fn echo_shape(it: Shape) -> Shape {
        it
    }

    #[wasm::export]
    pub fn echo_colour(it: Colour) -> Colour {
        it
    }

    #[wasm::export]
    pub fn echo_colours(it: Vec<Colour>) -> Vec<Colour> {
        it
    }

    #[wasm::export]
    pub fn echo_rights(it: Rights) -> Rights {
        it
    }

    #[wasm::export]
    pub fn echo_all_rights(it: Vec<Rights>) -> Vec<Rights> {
        it
    }

    #[wasm::export]
    pub fn echo_names(it: Names) -> Names {
        it
    }

    /// Sixteen parameters go as they are; with one more they go through memory.
    #[wasm::export]
    pub fn echo_many(a: u8, b: String, c: f32, d: Vec<f64>, e: char, f: bool, g: i64, h: Option<u8>, i: Nested, j: i8) -> (u8, String, f32, Vec<f64>, char, bool, i64, Option<u8>, Nested, i8) {
        (a, b, c, d, e, f, g, h, i, j)
    }
}
