//! Documentation, every kind of type, imports with resources, borrowed parameters.

#[wasm::component(name = "all-types", version = "0.1")]
mod all {
    /// A point.
    pub struct Point {
        /// Across.
        x: f32, y: f32, names: Vec<String> }
    pub enum Shape { Circle(f32), Dot, Poly(Vec<Point>) }
    pub enum Color { Red, DarkGreen }
    #[wasm::flags]
    pub struct Perms { read: bool, write: bool }
    pub struct Counter { n: u32 }
    #[wasm::export]
    impl Counter {
        /// Makes one.
        pub fn new(start: u32) -> Self { Counter { n: start } }
        pub fn get(&self) -> u32 { self.n }
        pub fn add(&mut self, n: u32) { self.n += n; }
        pub fn finish(self) -> u32 { self.n }
        pub fn merge(a: Counter, b: &Counter) -> Option<Counter> { None }
    }
    #[wasm::import("acme:draw/canvas@2")]
    extern "wasm" {
        type Canvas;
        fn open(name: &str, at: Option<Point>) -> Result<Canvas, String>;
        fn show(shape: &Shape, lines: &[String], points: &[Point], x: Option<&str>, c: Color, p: Perms, shapes: Vec<Shape>, o: Option<Vec<u8>>);
        async fn wait(n: u32, s: String) -> u32;
    }
    #[wasm::import("acme:draw/canvas@2")]
    impl Canvas {
        fn draw(&self, x: u32);
        fn close(self) -> u32;
    }
    #[wasm::export]
    pub fn first(names: &[String], p: &Point, perms: Perms, c: Color, s: Shape) -> Result<(u8, char), ()> { Err(()) }
    #[wasm::export]
    pub async fn later(n: u32, s: StreamReader<u8>, f: FutureReader<String>) -> String { String::new() }
}
