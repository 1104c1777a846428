//! The same module gives the same bytes, whatever the number of threads and however often.

mod fuzz {
    pub mod generate;
    pub mod graph;
    pub mod rng;
    pub mod special;
}

use codegen_cranelift::{Options, compile};

#[test]
fn bytes_do_not_depend_on_threads() {
    for seed in 0..3 {
        let module = fuzz::generate::module(seed, 400);
        for optimize in [false, true] {
            let object = |threads| {
                compile(
                    &module,
                    &Options {
                        optimize,
                        debug: true,
                        threads,
                    },
                )
                .unwrap_or_else(|error| panic!("{error}"))
            };
            let one = object(1);
            for threads in [1, 2, 8, 0] {
                assert!(
                    object(threads) == one,
                    "seed {seed}, optimize {optimize}, {threads} threads"
                );
            }
        }
    }
}
