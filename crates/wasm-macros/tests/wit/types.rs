//! Types that both sides mention are at home in the import.

#[wasm::component(name = "types", version = "0.1")]
mod types {
    use wasm::memory::View;

    /// All numbers.
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct Numbers {
        /// The smallest.
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
    }

    /// A shape.
    #[derive(Debug, Clone, PartialEq)]
    pub enum Shape {
        Nothing,
        Circle(f64),
        Line(Vec<(i32, i32)>),
        Named(Label),
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

    /// What one may do.
    #[wasm::flags]
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub struct Rights {
        pub read: bool,
        pub write: bool,
        /// Rarely.
        pub set_owner: bool,
    }

    pub type Names = Vec<String>;

    // Those that the host gives back: types that both sides mention are at home there.
    #[wasm::import("mirror@1")]
    extern "wasm" {
        fn bounce_nested(it: &Nested) -> Nested;
        fn bounce_list(it: &[Nested]) -> Vec<Nested>;
        fn bounce_shape(it: Shape) -> Shape;
        fn bounce_numbers(it: Numbers) -> Numbers;
        fn bounce_options(text: Option<&str>, rights: Option<Rights>, bytes: Option<View<u8>>) -> (Option<String>, Option<Rights>, Option<Vec<u8>>);
        fn bounce_result(it: Result<String, Colour>) -> Result<String, Colour>;
        fn bounce_texts(it: &[String], tuple: (String, Vec<u32>)) -> (Vec<String>, (String, Vec<u32>));
        fn bounce_long(it: [u32; 20]) -> [u32; 20];
    }

    #[wasm::export]
    pub fn echo_colours(it: Vec<Colour>) -> Vec<Colour> {
        it
    }

    /// Words that WIT, Rust or both keep for themselves.
    #[wasm::export]
    pub fn unusual_names(type_: u8, list: String, _unused: bool, self_: char, w: i8, it: u8) -> (u8, String, bool, char, i8, u8) {
        (type_, list, _unused, self_, w, it)
    }

    #[wasm::export]
    pub fn echo_numbers(it: Numbers) -> Numbers {
        bounce_numbers(it)
    }

    #[wasm::export]
    pub fn echo_nested(it: Nested) -> Nested {
        bounce_nested(&it)
    }

    #[wasm::export]
    pub fn nested_list(it: Vec<Nested>) -> Vec<Nested> {
        bounce_list(&it)
    }

    #[wasm::export]
    pub fn nested_slice(it: &[Nested]) -> Vec<Nested> {
        it.to_vec()
    }

    #[wasm::export]
    pub fn echo_shape(it: &Shape) -> Shape {
        bounce_shape(it.clone())
    }

    #[wasm::export]
    pub fn options(text: Option<&str>, rights: Option<Rights>, bytes: Option<View<u8>>) -> (Option<String>, Option<Rights>, Option<Vec<u8>>) {
        bounce_options(text, rights, bytes)
    }

    #[wasm::export]
    pub fn result(it: Result<String, Colour>) -> Result<String, Colour> {
        bounce_result(it)
    }

    #[wasm::export]
    pub fn half_results(a: Result<u8, ()>, b: Result<(), char>, c: Result<(), ()>) -> (Result<u8, ()>, Result<(), char>, Result<(), ()>) {
        (a, b, c)
    }

    #[wasm::export]
    pub fn texts(it: &[String], tuple: (String, Vec<u32>)) -> (Vec<String>, (String, Vec<u32>)) {
        bounce_texts(it, tuple)
    }

    #[wasm::export]
    pub fn long(it: [u32; 20]) -> [u32; 20] {
        bounce_long(it)
    }

    #[wasm::export]
    pub fn aliased(it: Names) -> Names {
        it
    }

    #[wasm::export]
    pub fn deep(it: Vec<Vec<Option<Result<(u8, String), Vec<char>>>>>) -> Vec<Vec<Option<Result<(u8, String), Vec<char>>>>> {
        it
    }

    /// Nothing in, nothing out.
    #[wasm::export]
    pub fn nothing() {}

    #[wasm::export]
    pub fn many(a: u8, b: String, c: f32, d: Vec<f64>, e: char, f: bool, g: i64, h: Option<u8>, i: u16, j: i8, k: &str, l: Colour) -> (u8, String, f32, Vec<f64>, char, bool, i64, Option<u8>, u16, i8, String, Colour) {
        (a, b, c, d, e, f, g, h, i, j, k.to_owned(), l)
    }

    /// The elements as they lie in memory: `align_offset` panics if they do not.
    #[wasm::export]
    pub fn view(it: View<u64>) -> (u64, u32) {
        assert!(it.as_slice().as_ptr().is_aligned());
        (it.iter().sum(), it.len() as u32)
    }
}
