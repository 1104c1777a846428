//! Random functions are the same by Cranelift's interpreter and by our encoding; seeds that failed once are tried first.
//!
//! `cargo run --release -p codegen-cranelift --example fuzz -- COUNT [FIRST SEED]` tries more.

mod fuzz {
    pub mod generate;
    pub mod graph;
    pub mod interpreted;
    pub mod oracle;
    pub mod rng;
    pub mod shrink;
    pub mod special;
}
mod support {
    pub mod compile;
    pub mod host;
}

use std::path::Path;

#[test]
fn seeds_that_failed() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds.txt");
    let text = std::fs::read_to_string(&file).expect("the file of seeds");
    let engine = support::host::engine();
    let mut wrong = Vec::new();
    for line in text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let seed = line
            .split_whitespace()
            .next()
            .and_then(|it| it.parse().ok());
        let seed = seed.unwrap_or_else(|| panic!("`{line}` begins with no seed"));
        wrong.extend(fuzz::oracle::check(&engine, seed).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Each function of these modules is compiled twice and called three times.
const MODULES: u64 = 20_000 / fuzz::oracle::FUNCTIONS as u64;

#[test]
fn twenty_thousand_random_functions() {
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                scope.spawn(move || {
                    let engine = support::host::engine();
                    let mut tried = 0;
                    for seed in (worker..MODULES).step_by(threads as usize) {
                        match fuzz::oracle::check(&engine, seed) {
                            Ok(count) => tried += count,
                            Err(error) => panic!("{error}"),
                        }
                    }
                    tried
                })
            })
            .collect();
        let tried: usize = workers
            .into_iter()
            .map(|it| it.join().expect("it says why above"))
            .sum();
        assert_eq!(tried, 20_000);
    });
}
