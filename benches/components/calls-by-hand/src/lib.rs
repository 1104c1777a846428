//! The same functions as one writes them with wit-bindgen.

wit_bindgen::generate!({
    inline: "
        package local:calls@1.0.0;

        interface calls {
            add: func(a: u32, b: u32) -> u32;
            length: func(text: string) -> u32;
            shout: func(text: string) -> string;
            sum: func(values: list<f32>) -> f32;
            doubled: func(values: list<f32>) -> list<f32>;
        }

        world component {
            export calls;
        }
    ",
});

struct Calls;

impl exports::local::calls::calls::Guest for Calls {
    fn add(a: u32, b: u32) -> u32 {
        a.wrapping_add(b)
    }

    fn length(text: String) -> u32 {
        text.len() as u32
    }

    fn shout(text: String) -> String {
        text + "!"
    }

    fn sum(values: Vec<f32>) -> f32 {
        values.iter().sum()
    }

    fn doubled(values: Vec<f32>) -> Vec<f32> {
        values.iter().map(|value| value * 2.0).collect()
    }
}

export!(Calls);
