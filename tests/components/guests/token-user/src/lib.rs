//! Has tokens of the component `tokens`: keeps them, lends them, hands them on and back, and drops them.

#[wasm::component(name = "token-user", version = "1.0")]
mod user {
    use std::cell::RefCell;

    #[wasm::import("tokens@1")]
    extern "wasm" {
        pub type Token;

        fn alive() -> u32;
        fn one(it: Token) -> Token;
        fn list(it: Vec<Token>) -> Vec<Token>;
        fn whole(it: Purse) -> Purse;
        fn outcome(it: Result<Token, Option<Token>>) -> Result<Token, Option<Token>>;
        fn tuple(it: (Token, u8, Place)) -> (Token, u8, Place);
        fn sum(a: &Token, b: Option<&Token>) -> u32;
    }

    #[wasm::import("tokens@1")]
    impl Token {
        fn new(value: u32) -> Self;
        fn value(&self) -> u32;
        fn add(&mut self, by: u32);
        fn finish(self) -> u32;
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

    thread_local! {
        static KEPT: RefCell<Vec<Token>> = const { RefCell::new(Vec::new()) };
    }

    fn numbers(tokens: &[Token]) -> Vec<u32> {
        tokens.iter().map(Token::value).collect()
    }

    fn tokens(values: Vec<u32>) -> Vec<Token> {
        values.into_iter().map(Token::new).collect()
    }

    fn value(place: &Place) -> Option<u32> {
        match place {
            Place::Nowhere => None,
            Place::Named(name) => Some(name.len() as u32),
            Place::Kept(token) => Some(token.value()),
        }
    }

    #[wasm::export]
    pub fn on_alive() -> u32 {
        alive()
    }

    #[wasm::export]
    pub fn on_one(it: u32) -> u32 {
        one(Token::new(it)).value()
    }

    #[wasm::export]
    pub fn on_finish(it: u32) -> u32 {
        let mut token = Token::new(it.wrapping_sub(1));
        token.add(1);
        token.finish()
    }

    #[wasm::export]
    pub fn on_list(it: Vec<u32>) -> Vec<u32> {
        numbers(&list(tokens(it)))
    }

    #[wasm::export]
    pub fn on_purse(it: (u32, Vec<u32>, Option<u32>, Option<u32>)) -> (u32, Vec<u32>, Option<u32>, Option<u32>) {
        let (first, others, last, place) = it;
        let back = whole(Purse {
            first: Token::new(first),
            others: tokens(others),
            last: last.map(Token::new),
            place: place.map_or(Place::Nowhere, |value| Place::Kept(Token::new(value))),
        });
        (back.first.value(), numbers(&back.others), back.last.as_ref().map(Token::value), value(&back.place))
    }

    #[wasm::export]
    pub fn on_outcome(it: Result<u32, Option<u32>>) -> Result<u32, Option<u32>> {
        let back = outcome(it.map(Token::new).map_err(|value| value.map(Token::new)));
        back.map(|token| token.value()).map_err(|token| token.map(|token| token.value()))
    }

    #[wasm::export]
    pub fn on_tuple(it: (u32, u8, u8)) -> (u32, u8, u8) {
        let (token, byte, len) = it;
        let (token, byte, place) = tuple((Token::new(token), byte, Place::Named("x".repeat(len.into()))));
        (token.value(), byte, value(&place).unwrap_or_default() as u8)
    }

    /// The sum of a value and itself, of a token that is lent twice in a call.
    #[wasm::export]
    pub fn twice(it: u32) -> u32 {
        let token = Token::new(it);
        sum(&token, Some(&token))
    }

    /// Keeps tokens until `drop_kept`; how many they are now.
    #[wasm::export]
    pub fn keep(it: Vec<u32>) -> u32 {
        KEPT.with_borrow_mut(|kept| {
            kept.extend(tokens(it));
            kept.len() as u32
        })
    }

    /// Drops as many as there are of those kept, or fewer; how many are left.
    #[wasm::export]
    pub fn drop_kept(count: u32) -> u32 {
        KEPT.with_borrow_mut(|kept| {
            kept.truncate(kept.len().saturating_sub(count as usize));
            kept.len() as u32
        })
    }
}
