//! Functions that wait, and nothing that only components have: the crate is a package for JavaScript, too.

#[wasm::component(name = "promises", version = "0.1")]
mod promises {
    use std::future::{Future, poll_fn};
    use std::pin::{Pin, pin};
    use std::task::Poll;

    #[wasm::import("clock@1")]
    extern "wasm" {
        async fn after(text: &str, turns: u32) -> String;
        async fn ask(question: &str) -> Result<u32, String>;
        async fn many(a: u32, b: f64, c: &str, d: u64, e: bool) -> Vec<String>;
    }

    /// One after the other.
    #[wasm::export]
    pub async fn both(a: String, b: &str) -> (String, String) {
        let a = after(&a, 3).await;
        (a, after(b, 1).await)
    }

    /// All at once.
    #[wasm::export]
    pub async fn all(names: Vec<String>) -> Vec<String> {
        let calls = names.iter().zip(1u32..);
        let mut waiting: Vec<_> = calls
            .map(|(name, turns)| Box::pin(after(name, turns)) as Pin<Box<dyn Future<Output = String>>>)
            .collect();
        let mut done = vec![None; waiting.len()];
        poll_fn(|context| {
            for (call, done) in waiting.iter_mut().zip(&mut done) {
                if done.is_none()
                    && let Poll::Ready(name) = call.as_mut().poll(context)
                {
                    *done = Some(name);
                }
            }
            match done.iter().all(Option::is_some) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        })
        .await;
        done.into_iter().flatten().collect()
    }

    /// The one that answers first; the other call is given up.
    #[wasm::export]
    pub async fn first(a: String, turns: u32, b: String, others: u32) -> String {
        let (mut a, mut b) = (pin!(after(&a, turns)), pin!(after(&b, others)));
        poll_fn(|context| match a.as_mut().poll(context) {
            Poll::Pending => b.as_mut().poll(context),
            ready => ready,
        })
        .await
    }

    #[wasm::export]
    pub async fn checked(question: String) -> Result<u32, String> {
        let answer = ask(&question).await?;
        match answer {
            0 => Err(format!("{question} has no answer")),
            answer => Ok(answer),
        }
    }

    #[wasm::export]
    pub async fn more(a: u32, b: f64, c: String, d: u64, e: bool) -> Vec<String> {
        many(a, b, &c, d, e).await
    }

    /// Has its result at once.
    #[wasm::export]
    pub async fn soon(it: u8) -> u8 {
        it.wrapping_add(1)
    }

    #[wasm::export]
    pub async fn nothing() {
        after("nothing", 2).await;
    }

    /// Traps while it waits.
    #[wasm::export]
    pub async fn fails(text: String) -> u32 {
        let text = after(&text, 1).await;
        text.parse().expect("a number")
    }

    pub struct Queue {
        name: String,
    }

    #[wasm::export]
    impl Queue {
        pub fn new(name: String) -> Queue {
            Queue { name }
        }

        pub async fn next(&self, turns: u32) -> String {
            after(&self.name, turns).await
        }

        pub async fn open(name: String) -> Queue {
            Queue {
                name: after(&name, 1).await,
            }
        }
    }
}
