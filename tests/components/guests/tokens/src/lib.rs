//! A resource that counts how many of it there are.

#[wasm::component(name = "tokens", version = "1.0")]
mod tokens {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

    static ALIVE: AtomicU32 = AtomicU32::new(0);

    pub struct Token(u32);

    #[wasm::export]
    impl Token {
        pub fn new(value: u32) -> Self {
            ALIVE.fetch_add(1, Relaxed);
            Token(value)
        }

        pub fn value(&self) -> u32 {
            self.0
        }

        pub fn add(&mut self, by: u32) {
            self.0 = self.0.wrapping_add(by);
        }

        pub fn finish(self) -> u32 {
            self.0
        }
    }

    impl Drop for Token {
        fn drop(&mut self) {
            ALIVE.fetch_sub(1, Relaxed);
        }
    }

    pub struct Purse {
        pub first: Token,
        pub others: Vec<Token>,
        pub last: Option<Token>,
        pub place: Place,
    }

    pub enum Place {
        Nowhere,
        Named(String),
        Kept(Token),
    }

    /// How many tokens there are.
    #[wasm::export]
    pub fn alive() -> u32 {
        ALIVE.load(Relaxed)
    }

    #[wasm::export]
    pub fn one(it: Token) -> Token {
        it
    }

    #[wasm::export]
    pub fn list(it: Vec<Token>) -> Vec<Token> {
        it
    }

    #[wasm::export]
    pub fn whole(it: Purse) -> Purse {
        it
    }

    #[wasm::export]
    pub fn outcome(it: Result<Token, Option<Token>>) -> Result<Token, Option<Token>> {
        it
    }

    #[wasm::export]
    pub fn tuple(it: (Token, u8, Place)) -> (Token, u8, Place) {
        it
    }

    /// Both are lent, and may be the same.
    #[wasm::export]
    pub fn sum(a: &Token, b: Option<&Token>) -> u32 {
        a.0.wrapping_add(b.map_or(0, |b| b.0))
    }
}
