//! Tries as many random functions as one likes: `fuzz COUNT [FIRST SEED]`. Seeds that fail belong into `tests/fuzz/seeds.txt`.

#[path = "../tests/fuzz"]
mod fuzz {
    pub mod generate;
    pub mod graph;
    pub mod interpreted;
    pub mod oracle;
    pub mod rng;
    pub mod shrink;
    pub mod special;
}
#[path = "../tests/support"]
mod support {
    pub mod compile;
    pub mod host;
}

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1).map(|it| it.parse::<u64>());
    let (Some(Ok(count)), first) = (args.next(), args.next()) else {
        eprintln!("usage: fuzz COUNT [FIRST SEED]");
        return ExitCode::FAILURE;
    };
    let Ok(first) = first.unwrap_or(Ok(1_000_000)) else {
        eprintln!("the seed is a number");
        return ExitCode::FAILURE;
    };
    let modules = count.div_ceil(fuzz::oracle::FUNCTIONS as u64);
    let (next, failed, done) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                let engine = support::host::engine();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= modules {
                        return;
                    }
                    match fuzz::oracle::check(&engine, first + number) {
                        Ok(count) => {
                            let before = done.fetch_add(count as u64, Ordering::Relaxed);
                            if before / 50_000 != (before + count as u64) / 50_000 {
                                eprintln!("{} functions", before + count as u64);
                            }
                        }
                        Err(error) => {
                            failed.fetch_add(1, Ordering::Relaxed);
                            println!("{error}\n");
                        }
                    }
                }
            });
        }
    });
    let (done, failed) = (done.into_inner(), failed.into_inner());
    println!("{done} functions as they should be, {failed} modules with one that is not");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
