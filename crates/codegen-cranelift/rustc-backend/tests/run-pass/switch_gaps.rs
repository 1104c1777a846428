//! Matches on numbers with gaps between them: several entries of one table lead to the same block, with values that differ.

fn next(state: u8, mut count: u32) -> (u8, u32) {
    let state = match state {
        b'a' => {
            count += 1;
            b'c'
        }
        b'c' => b'd',
        b'd' => {
            count *= 3;
            b'h'
        }
        b'f' | b'h' => {
            count ^= 5;
            b'a'
        }
        other => other.wrapping_add(2),
    };
    (state, count)
}

fn weight(word: &[u8]) -> u64 {
    let (mut sum, mut last) = (0u64, 0u64);
    for &byte in word {
        let mut step = last;
        match byte {
            3 => step += 7,
            5 => sum *= 2,
            6 => {
                step = sum;
                sum = last;
            }
            9 => continue,
            _ => {}
        }
        last = step ^ u64::from(byte);
        sum = sum.wrapping_mul(31).wrapping_add(last);
    }
    sum
}

fn main() {
    let (mut state, mut count) = (b'a', 1);
    for _ in 0..40 {
        (state, count) = next(state, count % 10_000);
        println!("{state} {count}");
    }
    let words: Vec<u8> = (0..200u32).map(|n| (n * n % 13) as u8).collect();
    for chunk in words.chunks(9) {
        println!("{}", weight(chunk));
    }
}
