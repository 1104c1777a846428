//! Resources of the component, linear ones among them, and of the host.

#[wasm::component(name = "resources", version = "0.1")]
mod resources {
    /// Counts.
    pub struct Counter {
        value: u32,
    }

    #[wasm::export]
    impl Counter {
        /// Begins at `start`.
        pub fn new(start: u32) -> Self {
            Counter { value: start }
        }

        pub fn get(&self) -> u32 {
            self.value
        }

        pub fn add(&mut self, by: u32) -> u32 {
            self.value += by;
            self.private()
        }

        /// Ends it.
        pub fn finish(self) -> String {
            format!("{}", self.value)
        }

        pub fn try_new(start: i32) -> Result<Self, String> {
            let value = u32::try_from(start).map_err(|error| error.to_string())?;
            Ok(Counter { value })
        }

        pub fn sum(a: &Counter, b: &Counter) -> Counter {
            Counter { value: a.value + b.value }
        }

        fn private(&self) -> u32 {
            self.value
        }
    }

    #[wasm::linear(consumed_by(redeem))]
    pub struct Ticket(u32);

    #[wasm::export]
    impl Ticket {
        pub fn new(seat: u32) -> Self {
            Self::acquire(seat)
        }

        pub fn seat(&self) -> u32 {
            self.0
        }

        pub fn redeem(self) -> u32 {
            self.consume().0
        }
    }

    pub struct Pair {
        pub first: Counter,
        pub rest: Vec<Counter>,
    }

    #[wasm::export]
    pub fn counters(starts: Vec<u32>) -> Vec<Counter> {
        starts.into_iter().map(Counter::new).collect()
    }

    #[wasm::export]
    pub fn total(counters: Vec<Counter>, more: Option<Counter>) -> u32 {
        counters.into_iter().chain(more).map(|counter| counter.value).sum()
    }

    #[wasm::export]
    pub fn split(pair: Pair) -> (u32, u32) {
        (pair.first.value, pair.rest.iter().map(|counter| counter.value).sum())
    }

    #[wasm::export]
    pub fn make_pair(first: u32, second: u32) -> Pair {
        Pair { first: Counter::new(first), rest: vec![Counter::new(second)] }
    }

    #[wasm::export]
    pub fn bump(counter: &mut Counter) {
        counter.value += 1;
    }

    #[wasm::import("draw@1")]
    extern "wasm" {
        /// Of the host.
        pub type Canvas;

        fn open(name: &str) -> Result<Canvas, String>;
        fn area(canvas: &Canvas) -> u32;
    }

    #[wasm::import("draw@1")]
    impl Canvas {
        fn new(width: u32, height: u32) -> Self;
        fn width(&self) -> u32;
        fn close(self) -> String;
    }

    #[wasm::export]
    pub fn draw(name: &str) -> Result<String, String> {
        let named = open(name)?;
        let made = Canvas::new(3, 4);
        let text = format!("{} {} {}", named.width(), made.width(), area(&made));
        Ok(format!("{text} {}", made.close()))
    }

    #[wasm::export]
    pub fn measure(canvas: &Canvas, again: Option<Canvas>) -> u32 {
        area(canvas) + again.map_or(0, |canvas| area(&canvas))
    }

    #[wasm::export]
    pub fn pass_on(canvas: Canvas) -> Canvas {
        canvas
    }
}
