//! Gives back what it is given, later: by functions that wait, one by one in streams, and in futures.

#[wasm::component(name = "echo-later", version = "1.0")]
mod echo {
    use wasm::component::{FutureReader, StreamReader, StreamResult, future, spawn, stream};

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

    /// A stream that brings the same values.
    fn again<T: 'static>(mut it: StreamReader<T>) -> StreamReader<T> {
        let (mut writer, reader) = stream();
        spawn(async move {
            loop {
                let (result, values) = it.read(Vec::with_capacity(3)).await;
                if !writer.write_all(values).await.is_empty() || result == StreamResult::Dropped {
                    return;
                }
            }
        });
        reader
    }

    /// A future that brings the same value.
    fn soon<T: 'static>(it: FutureReader<T>) -> FutureReader<T> {
        let (writer, reader) = future(|| unreachable!("it is written"));
        spawn(async move {
            let _ = writer.write(it.await).await;
        });
        reader
    }

    #[wasm::export]
    pub async fn wait_byte(it: u8) -> u8 {
        it
    }

    #[wasm::export]
    pub async fn stream_byte(it: StreamReader<u8>) -> StreamReader<u8> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_byte(it: FutureReader<u8>) -> FutureReader<u8> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_word(it: u32) -> u32 {
        it
    }

    #[wasm::export]
    pub async fn stream_word(it: StreamReader<u32>) -> StreamReader<u32> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_word(it: FutureReader<u32>) -> FutureReader<u32> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_long(it: i64) -> i64 {
        it
    }

    #[wasm::export]
    pub async fn stream_long(it: StreamReader<i64>) -> StreamReader<i64> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_long(it: FutureReader<i64>) -> FutureReader<i64> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_double(it: f64) -> f64 {
        it
    }

    #[wasm::export]
    pub async fn stream_double(it: StreamReader<f64>) -> StreamReader<f64> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_double(it: FutureReader<f64>) -> FutureReader<f64> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_flag(it: bool) -> bool {
        it
    }

    #[wasm::export]
    pub async fn stream_flag(it: StreamReader<bool>) -> StreamReader<bool> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_flag(it: FutureReader<bool>) -> FutureReader<bool> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_letter(it: char) -> char {
        it
    }

    #[wasm::export]
    pub async fn future_letter(it: FutureReader<char>) -> FutureReader<char> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_text(it: String) -> String {
        it
    }

    #[wasm::export]
    pub async fn stream_text(it: StreamReader<String>) -> StreamReader<String> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_text(it: FutureReader<String>) -> FutureReader<String> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_bytes(it: Vec<u8>) -> Vec<u8> {
        it
    }

    #[wasm::export]
    pub async fn stream_bytes(it: StreamReader<Vec<u8>>) -> StreamReader<Vec<u8>> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_bytes(it: FutureReader<Vec<u8>>) -> FutureReader<Vec<u8>> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_texts(it: Vec<String>) -> Vec<String> {
        it
    }

    #[wasm::export]
    pub async fn stream_texts(it: StreamReader<Vec<String>>) -> StreamReader<Vec<String>> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_texts(it: FutureReader<Vec<String>>) -> FutureReader<Vec<String>> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_maybe(it: Option<String>) -> Option<String> {
        it
    }

    #[wasm::export]
    pub async fn stream_maybe(it: StreamReader<Option<String>>) -> StreamReader<Option<String>> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_maybe(it: FutureReader<Option<String>>) -> FutureReader<Option<String>> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_outcome(it: Result<Nested, Colour>) -> Result<Nested, Colour> {
        it
    }

    #[wasm::export]
    pub async fn stream_outcome(it: StreamReader<Result<Nested, Colour>>) -> StreamReader<Result<Nested, Colour>> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_outcome(it: FutureReader<Result<Nested, Colour>>) -> FutureReader<Result<Nested, Colour>> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_tuple(it: (u8, String, Vec<Label>)) -> (u8, String, Vec<Label>) {
        it
    }

    #[wasm::export]
    pub async fn stream_tuple(it: StreamReader<(u8, String, Vec<Label>)>) -> StreamReader<(u8, String, Vec<Label>)> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_tuple(it: FutureReader<(u8, String, Vec<Label>)>) -> FutureReader<(u8, String, Vec<Label>)> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_row(it: [f32; 4]) -> [f32; 4] {
        it
    }

    #[wasm::export]
    pub async fn stream_row(it: StreamReader<[f32; 4]>) -> StreamReader<[f32; 4]> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_row(it: FutureReader<[f32; 4]>) -> FutureReader<[f32; 4]> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_numbers(it: Numbers) -> Numbers {
        it
    }

    #[wasm::export]
    pub async fn stream_numbers(it: StreamReader<Numbers>) -> StreamReader<Numbers> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_numbers(it: FutureReader<Numbers>) -> FutureReader<Numbers> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_nested(it: Nested) -> Nested {
        it
    }

    #[wasm::export]
    pub async fn stream_nested(it: StreamReader<Nested>) -> StreamReader<Nested> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_nested(it: FutureReader<Nested>) -> FutureReader<Nested> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_shape(it: Shape) -> Shape {
        it
    }

    #[wasm::export]
    pub async fn stream_shape(it: StreamReader<Shape>) -> StreamReader<Shape> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_shape(it: FutureReader<Shape>) -> FutureReader<Shape> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_colour(it: Colour) -> Colour {
        it
    }

    #[wasm::export]
    pub async fn stream_colour(it: StreamReader<Colour>) -> StreamReader<Colour> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_colour(it: FutureReader<Colour>) -> FutureReader<Colour> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_rights(it: Rights) -> Rights {
        it
    }

    #[wasm::export]
    pub async fn stream_rights(it: StreamReader<Rights>) -> StreamReader<Rights> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_rights(it: FutureReader<Rights>) -> FutureReader<Rights> {
        soon(it)
    }

    #[wasm::export]
    pub async fn wait_names(it: Names) -> Names {
        it
    }

    #[wasm::export]
    pub async fn stream_names(it: StreamReader<Names>) -> StreamReader<Names> {
        again(it)
    }

    #[wasm::export]
    pub async fn future_names(it: FutureReader<Names>) -> FutureReader<Names> {
        soon(it)
    }

    /// Both ways without a task in between.
    #[wasm::export]
    pub async fn pass_on(it: Option<StreamReader<Nested>>, other: FutureReader<Shape>) -> (Option<StreamReader<Nested>>, FutureReader<Shape>) {
        (it, other)
    }
}
