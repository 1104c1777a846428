//! `fannkuch`: the most flips that any permutation of 1 to N needs until 1 comes first, and a checksum over all of them.
//!
//! The task is that of K. R. Anderson and D. Rettig, "Performing Lisp Analysis of the FANNKUCH Benchmark" (1994); the
//! order of the permutations, the checksum and the output are those of the Computer Language Benchmarks Game
//! (<https://benchmarksgame-team.pages.debian.net/benchmarksgame/description/fannkuchredux.html>).

use std::env;
use std::process::ExitCode;

/// The index of a permutation of 13 would not fit 32 bits.
const MAX_N: usize = 12;

/// Flips the first `k + 1` elements, where `k` is the first one, until it is zero.
fn count_flips(mut permutation: [usize; MAX_N]) -> i32 {
    let mut flips = 0;
    loop {
        let first = permutation[0];
        if first == 0 {
            return flips;
        }
        permutation[..=first].reverse();
        flips += 1;
    }
}

fn fannkuch(n: usize) -> (i32, i32) {
    let mut permutation = [0; MAX_N];
    // rotations[i]: how often the first `i + 1` elements have been rotated since they were last in order.
    let mut rotations = [0; MAX_N];
    for (index, element) in permutation.iter_mut().enumerate() {
        *element = index;
    }
    let (mut checksum, mut max_flips) = (0, 0);
    let mut even = true;
    loop {
        let flips = count_flips(permutation);
        max_flips = max_flips.max(flips);
        checksum += if even { flips } else { -flips };
        even = !even;

        // The next permutation: a prefix that has been rotated all the way round is in order again, so rotate a longer one.
        let mut last = 1;
        loop {
            if last >= n {
                return (checksum, max_flips);
            }
            permutation[..=last].rotate_left(1);
            rotations[last] += 1;
            if rotations[last] <= last {
                break;
            }
            rotations[last] = 0;
            last += 1;
        }
    }
}

fn main() -> ExitCode {
    let n = match env::args().nth(1).and_then(|arg| arg.parse().ok()) {
        Some(n @ 1..=MAX_N) => n,
        _ => {
            eprintln!("usage: fannkuch N, with N from 1 to 12");
            return ExitCode::from(2);
        }
    };
    let (checksum, max_flips) = fannkuch(n);
    println!("{checksum}\nPfannkuchen({n}) = {max_flips}");
    ExitCode::SUCCESS
}
