//! Hands everything on to the component `echo`, and back what that gives.

#[wasm::component(name = "relay", version = "1.0")]
mod relay {
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

    #[wasm::import("echo@1")]
    extern "wasm" {
        fn echo_flag(it: bool) -> bool;
        fn echo_byte(it: u8) -> u8;
        fn echo_short(it: u16) -> u16;
        fn echo_word(it: u32) -> u32;
        fn echo_long(it: u64) -> u64;
        fn echo_signed_byte(it: i8) -> i8;
        fn echo_signed_short(it: i16) -> i16;
        fn echo_signed_word(it: i32) -> i32;
        fn echo_signed_long(it: i64) -> i64;
        fn echo_single(it: f32) -> f32;
        fn echo_double(it: f64) -> f64;
        fn echo_letter(it: char) -> char;
        fn echo_text(it: String) -> String;
        fn echo_bytes(it: Vec<u8>) -> Vec<u8>;
        fn echo_doubles(it: Vec<f64>) -> Vec<f64>;
        fn echo_texts(it: Vec<String>) -> Vec<String>;
        fn echo_lists(it: Vec<Vec<Nested>>) -> Vec<Vec<Nested>>;
        fn echo_maybe(it: Option<String>) -> Option<String>;
        fn echo_maybe_twice(it: Option<Option<u8>>) -> Option<Option<u8>>;
        fn echo_outcome(it: Result<Nested, Colour>) -> Result<Nested, Colour>;
        fn echo_outcome_ok(it: Result<u16, ()>) -> Result<u16, ()>;
        fn echo_outcome_err(it: Result<(), String>) -> Result<(), String>;
        fn echo_outcome_alone(it: Result<(), ()>) -> Result<(), ()>;
        fn echo_tuple(it: (u8, String, Vec<Label>)) -> (u8, String, Vec<Label>);
        fn echo_one(it: (Numbers,)) -> (Numbers,);
        fn echo_row(it: [f32; 4]) -> [f32; 4];
        fn echo_numbers(it: Numbers) -> Numbers;
        fn echo_nested(it: Nested) -> Nested;
        fn echo_shape(it: Shape) -> Shape;
        fn echo_colour(it: Colour) -> Colour;
        fn echo_colours(it: Vec<Colour>) -> Vec<Colour>;
        fn echo_rights(it: Rights) -> Rights;
        fn echo_all_rights(it: Vec<Rights>) -> Vec<Rights>;
        fn echo_names(it: Names) -> Names;
        fn echo_many(a: u8, b: String, c: f32, d: Vec<f64>, e: char, f: bool, g: i64, h: Option<u8>, i: Nested, j: i8) -> (u8, String, f32, Vec<f64>, char, bool, i64, Option<u8>, Nested, i8);
    }

    #[wasm::export]
    pub fn on_flag(it: bool) -> bool {
        echo_flag(it)
    }

    #[wasm::export]
    pub fn on_byte(it: u8) -> u8 {
        echo_byte(it)
    }

    #[wasm::export]
    pub fn on_short(it: u16) -> u16 {
        echo_short(it)
    }

    #[wasm::export]
    pub fn on_word(it: u32) -> u32 {
        echo_word(it)
    }

    #[wasm::export]
    pub fn on_long(it: u64) -> u64 {
        echo_long(it)
    }

    #[wasm::export]
    pub fn on_signed_byte(it: i8) -> i8 {
        echo_signed_byte(it)
    }

    #[wasm::export]
    pub fn on_signed_short(it: i16) -> i16 {
        echo_signed_short(it)
    }

    #[wasm::export]
    pub fn on_signed_word(it: i32) -> i32 {
        echo_signed_word(it)
    }

    #[wasm::export]
    pub fn on_signed_long(it: i64) -> i64 {
        echo_signed_long(it)
    }

    #[wasm::export]
    pub fn on_single(it: f32) -> f32 {
        echo_single(it)
    }

    #[wasm::export]
    pub fn on_double(it: f64) -> f64 {
        echo_double(it)
    }

    #[wasm::export]
    pub fn on_letter(it: char) -> char {
        echo_letter(it)
    }

    #[wasm::export]
    pub fn on_text(it: String) -> String {
        echo_text(it)
    }

    #[wasm::export]
    pub fn on_bytes(it: Vec<u8>) -> Vec<u8> {
        echo_bytes(it)
    }

    #[wasm::export]
    pub fn on_doubles(it: Vec<f64>) -> Vec<f64> {
        echo_doubles(it)
    }

    #[wasm::export]
    pub fn on_texts(it: Vec<String>) -> Vec<String> {
        echo_texts(it)
    }

    #[wasm::export]
    pub fn on_lists(it: Vec<Vec<Nested>>) -> Vec<Vec<Nested>> {
        echo_lists(it)
    }

    #[wasm::export]
    pub fn on_maybe(it: Option<String>) -> Option<String> {
        echo_maybe(it)
    }

    #[wasm::export]
    pub fn on_maybe_twice(it: Option<Option<u8>>) -> Option<Option<u8>> {
        echo_maybe_twice(it)
    }

    #[wasm::export]
    pub fn on_outcome(it: Result<Nested, Colour>) -> Result<Nested, Colour> {
        echo_outcome(it)
    }

    #[wasm::export]
    pub fn on_outcome_ok(it: Result<u16, ()>) -> Result<u16, ()> {
        echo_outcome_ok(it)
    }

    #[wasm::export]
    pub fn on_outcome_err(it: Result<(), String>) -> Result<(), String> {
        echo_outcome_err(it)
    }

    #[wasm::export]
    pub fn on_outcome_alone(it: Result<(), ()>) -> Result<(), ()> {
        echo_outcome_alone(it)
    }

    #[wasm::export]
    pub fn on_tuple(it: (u8, String, Vec<Label>)) -> (u8, String, Vec<Label>) {
        echo_tuple(it)
    }

    #[wasm::export]
    pub fn on_one(it: (Numbers,)) -> (Numbers,) {
        echo_one(it)
    }

    #[wasm::export]
    pub fn on_row(it: [f32; 4]) -> [f32; 4] {
        echo_row(it)
    }

    #[wasm::export]
    pub fn on_numbers(it: Numbers) -> Numbers {
        echo_numbers(it)
    }

    #[wasm::export]
    pub fn on_nested(it: Nested) -> Nested {
        echo_nested(it)
    }

    #[wasm::export]
    pub fn on_shape(it: Shape) -> Shape {
        echo_shape(it)
    }

    #[wasm::export]
    pub fn on_colour(it: Colour) -> Colour {
        echo_colour(it)
    }

    #[wasm::export]
    pub fn on_colours(it: Vec<Colour>) -> Vec<Colour> {
        echo_colours(it)
    }

    #[wasm::export]
    pub fn on_rights(it: Rights) -> Rights {
        echo_rights(it)
    }

    #[wasm::export]
    pub fn on_all_rights(it: Vec<Rights>) -> Vec<Rights> {
        echo_all_rights(it)
    }

    #[wasm::export]
    pub fn on_names(it: Names) -> Names {
        echo_names(it)
    }

    #[wasm::export]
    pub fn on_many(a: u8, b: String, c: f32, d: Vec<f64>, e: char, f: bool, g: i64, h: Option<u8>, i: Nested, j: i8) -> (u8, String, f32, Vec<f64>, char, bool, i64, Option<u8>, Nested, i8) {
        echo_many(a, b, c, d, e, f, g, h, i, j)
    }
}
