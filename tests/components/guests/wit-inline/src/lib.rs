//! A world that is written where it is used.

mod bindings {
    wasm::wit! {
        package local:inline@1.2.3;

        /// Adds.
        interface sum-of-two {
            /// A pair, `%type` and all.
            record pair { left: u32, %type: string }

            add: func(pair: pair, more: list<u32>) -> u32;
        }

        world inline {
            export sum-of-two;
        }
    }
}

use bindings::exports::local::inline::sum_of_two::{Guest, Pair};

struct Inline;

impl Guest for Inline {
    fn add(pair: Pair, more: Vec<u32>) -> u32 {
        pair.left + pair.type_.len() as u32 + more.iter().sum::<u32>()
    }
}

bindings::export!(Inline with_types_in bindings);
