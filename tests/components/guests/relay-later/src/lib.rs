//! Makes streams and futures of what it is given, hands them on to the component `echo-later`, and collects what comes back.

#[wasm::component(name = "relay-later", version = "1.0")]
mod relay {
    use wasm::component::{FutureReader, StreamReader, future, spawn, stream};

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

    #[wasm::import("echo-later@1")]
    extern "wasm" {
        async fn wait_byte(it: u8) -> u8;
        async fn stream_byte(it: StreamReader<u8>) -> StreamReader<u8>;
        async fn future_byte(it: FutureReader<u8>) -> FutureReader<u8>;
        async fn wait_word(it: u32) -> u32;
        async fn stream_word(it: StreamReader<u32>) -> StreamReader<u32>;
        async fn future_word(it: FutureReader<u32>) -> FutureReader<u32>;
        async fn wait_long(it: i64) -> i64;
        async fn stream_long(it: StreamReader<i64>) -> StreamReader<i64>;
        async fn future_long(it: FutureReader<i64>) -> FutureReader<i64>;
        async fn wait_double(it: f64) -> f64;
        async fn stream_double(it: StreamReader<f64>) -> StreamReader<f64>;
        async fn future_double(it: FutureReader<f64>) -> FutureReader<f64>;
        async fn wait_flag(it: bool) -> bool;
        async fn stream_flag(it: StreamReader<bool>) -> StreamReader<bool>;
        async fn future_flag(it: FutureReader<bool>) -> FutureReader<bool>;
        async fn wait_letter(it: char) -> char;
        async fn future_letter(it: FutureReader<char>) -> FutureReader<char>;
        async fn wait_text(it: String) -> String;
        async fn stream_text(it: StreamReader<String>) -> StreamReader<String>;
        async fn future_text(it: FutureReader<String>) -> FutureReader<String>;
        async fn wait_bytes(it: Vec<u8>) -> Vec<u8>;
        async fn stream_bytes(it: StreamReader<Vec<u8>>) -> StreamReader<Vec<u8>>;
        async fn future_bytes(it: FutureReader<Vec<u8>>) -> FutureReader<Vec<u8>>;
        async fn wait_texts(it: Vec<String>) -> Vec<String>;
        async fn stream_texts(it: StreamReader<Vec<String>>) -> StreamReader<Vec<String>>;
        async fn future_texts(it: FutureReader<Vec<String>>) -> FutureReader<Vec<String>>;
        async fn wait_maybe(it: Option<String>) -> Option<String>;
        async fn stream_maybe(it: StreamReader<Option<String>>) -> StreamReader<Option<String>>;
        async fn future_maybe(it: FutureReader<Option<String>>) -> FutureReader<Option<String>>;
        async fn wait_outcome(it: Result<Nested, Colour>) -> Result<Nested, Colour>;
        async fn stream_outcome(it: StreamReader<Result<Nested, Colour>>) -> StreamReader<Result<Nested, Colour>>;
        async fn future_outcome(it: FutureReader<Result<Nested, Colour>>) -> FutureReader<Result<Nested, Colour>>;
        async fn wait_tuple(it: (u8, String, Vec<Label>)) -> (u8, String, Vec<Label>);
        async fn stream_tuple(it: StreamReader<(u8, String, Vec<Label>)>) -> StreamReader<(u8, String, Vec<Label>)>;
        async fn future_tuple(it: FutureReader<(u8, String, Vec<Label>)>) -> FutureReader<(u8, String, Vec<Label>)>;
        async fn wait_row(it: [f32; 4]) -> [f32; 4];
        async fn stream_row(it: StreamReader<[f32; 4]>) -> StreamReader<[f32; 4]>;
        async fn future_row(it: FutureReader<[f32; 4]>) -> FutureReader<[f32; 4]>;
        async fn wait_numbers(it: Numbers) -> Numbers;
        async fn stream_numbers(it: StreamReader<Numbers>) -> StreamReader<Numbers>;
        async fn future_numbers(it: FutureReader<Numbers>) -> FutureReader<Numbers>;
        async fn wait_nested(it: Nested) -> Nested;
        async fn stream_nested(it: StreamReader<Nested>) -> StreamReader<Nested>;
        async fn future_nested(it: FutureReader<Nested>) -> FutureReader<Nested>;
        async fn wait_shape(it: Shape) -> Shape;
        async fn stream_shape(it: StreamReader<Shape>) -> StreamReader<Shape>;
        async fn future_shape(it: FutureReader<Shape>) -> FutureReader<Shape>;
        async fn wait_colour(it: Colour) -> Colour;
        async fn stream_colour(it: StreamReader<Colour>) -> StreamReader<Colour>;
        async fn future_colour(it: FutureReader<Colour>) -> FutureReader<Colour>;
        async fn wait_rights(it: Rights) -> Rights;
        async fn stream_rights(it: StreamReader<Rights>) -> StreamReader<Rights>;
        async fn future_rights(it: FutureReader<Rights>) -> FutureReader<Rights>;
        async fn wait_names(it: Names) -> Names;
        async fn stream_names(it: StreamReader<Names>) -> StreamReader<Names>;
        async fn future_names(it: FutureReader<Names>) -> FutureReader<Names>;
    }

    /// A stream of the values.
    fn all<T: 'static>(values: Vec<T>) -> StreamReader<T> {
        let (mut writer, reader) = stream();
        spawn(async move {
            let rest = writer.write_all(values).await;
            assert!(rest.is_empty());
        });
        reader
    }

    /// A future of the value.
    fn soon<T: 'static>(value: T) -> FutureReader<T> {
        let (writer, reader) = future(|| unreachable!("it is written"));
        spawn(async move {
            assert!(writer.write(value).await.is_ok());
        });
        reader
    }

    #[wasm::export]
    pub async fn on_wait_byte(it: u8) -> u8 {
        wait_byte(it).await
    }

    #[wasm::export]
    pub async fn on_stream_byte(it: Vec<u8>) -> Vec<u8> {
        stream_byte(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_byte(it: u8) -> u8 {
        future_byte(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_word(it: u32) -> u32 {
        wait_word(it).await
    }

    #[wasm::export]
    pub async fn on_stream_word(it: Vec<u32>) -> Vec<u32> {
        stream_word(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_word(it: u32) -> u32 {
        future_word(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_long(it: i64) -> i64 {
        wait_long(it).await
    }

    #[wasm::export]
    pub async fn on_stream_long(it: Vec<i64>) -> Vec<i64> {
        stream_long(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_long(it: i64) -> i64 {
        future_long(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_double(it: f64) -> f64 {
        wait_double(it).await
    }

    #[wasm::export]
    pub async fn on_stream_double(it: Vec<f64>) -> Vec<f64> {
        stream_double(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_double(it: f64) -> f64 {
        future_double(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_flag(it: bool) -> bool {
        wait_flag(it).await
    }

    #[wasm::export]
    pub async fn on_stream_flag(it: Vec<bool>) -> Vec<bool> {
        stream_flag(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_flag(it: bool) -> bool {
        future_flag(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_letter(it: char) -> char {
        wait_letter(it).await
    }

    #[wasm::export]
    pub async fn on_future_letter(it: char) -> char {
        future_letter(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_text(it: String) -> String {
        wait_text(it).await
    }

    #[wasm::export]
    pub async fn on_stream_text(it: Vec<String>) -> Vec<String> {
        stream_text(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_text(it: String) -> String {
        future_text(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_bytes(it: Vec<u8>) -> Vec<u8> {
        wait_bytes(it).await
    }

    #[wasm::export]
    pub async fn on_stream_bytes(it: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        stream_bytes(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_bytes(it: Vec<u8>) -> Vec<u8> {
        future_bytes(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_texts(it: Vec<String>) -> Vec<String> {
        wait_texts(it).await
    }

    #[wasm::export]
    pub async fn on_stream_texts(it: Vec<Vec<String>>) -> Vec<Vec<String>> {
        stream_texts(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_texts(it: Vec<String>) -> Vec<String> {
        future_texts(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_maybe(it: Option<String>) -> Option<String> {
        wait_maybe(it).await
    }

    #[wasm::export]
    pub async fn on_stream_maybe(it: Vec<Option<String>>) -> Vec<Option<String>> {
        stream_maybe(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_maybe(it: Option<String>) -> Option<String> {
        future_maybe(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_outcome(it: Result<Nested, Colour>) -> Result<Nested, Colour> {
        wait_outcome(it).await
    }

    #[wasm::export]
    pub async fn on_stream_outcome(it: Vec<Result<Nested, Colour>>) -> Vec<Result<Nested, Colour>> {
        stream_outcome(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_outcome(it: Result<Nested, Colour>) -> Result<Nested, Colour> {
        future_outcome(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_tuple(it: (u8, String, Vec<Label>)) -> (u8, String, Vec<Label>) {
        wait_tuple(it).await
    }

    #[wasm::export]
    pub async fn on_stream_tuple(it: Vec<(u8, String, Vec<Label>)>) -> Vec<(u8, String, Vec<Label>)> {
        stream_tuple(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_tuple(it: (u8, String, Vec<Label>)) -> (u8, String, Vec<Label>) {
        future_tuple(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_row(it: [f32; 4]) -> [f32; 4] {
        wait_row(it).await
    }

    #[wasm::export]
    pub async fn on_stream_row(it: Vec<[f32; 4]>) -> Vec<[f32; 4]> {
        stream_row(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_row(it: [f32; 4]) -> [f32; 4] {
        future_row(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_numbers(it: Numbers) -> Numbers {
        wait_numbers(it).await
    }

    #[wasm::export]
    pub async fn on_stream_numbers(it: Vec<Numbers>) -> Vec<Numbers> {
        stream_numbers(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_numbers(it: Numbers) -> Numbers {
        future_numbers(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_nested(it: Nested) -> Nested {
        wait_nested(it).await
    }

    #[wasm::export]
    pub async fn on_stream_nested(it: Vec<Nested>) -> Vec<Nested> {
        stream_nested(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_nested(it: Nested) -> Nested {
        future_nested(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_shape(it: Shape) -> Shape {
        wait_shape(it).await
    }

    #[wasm::export]
    pub async fn on_stream_shape(it: Vec<Shape>) -> Vec<Shape> {
        stream_shape(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_shape(it: Shape) -> Shape {
        future_shape(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_colour(it: Colour) -> Colour {
        wait_colour(it).await
    }

    #[wasm::export]
    pub async fn on_stream_colour(it: Vec<Colour>) -> Vec<Colour> {
        stream_colour(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_colour(it: Colour) -> Colour {
        future_colour(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_rights(it: Rights) -> Rights {
        wait_rights(it).await
    }

    #[wasm::export]
    pub async fn on_stream_rights(it: Vec<Rights>) -> Vec<Rights> {
        stream_rights(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_rights(it: Rights) -> Rights {
        future_rights(soon(it)).await.await
    }

    #[wasm::export]
    pub async fn on_wait_names(it: Names) -> Names {
        wait_names(it).await
    }

    #[wasm::export]
    pub async fn on_stream_names(it: Vec<Names>) -> Vec<Names> {
        stream_names(all(it)).await.collect().await
    }

    #[wasm::export]
    pub async fn on_future_names(it: Names) -> Names {
        future_names(soon(it)).await.await
    }
}
