//! Shortest ladders between words that differ in one letter: hash maps, queues, strings and their hashes.

use std::collections::{BTreeMap, HashMap, VecDeque};

/// Numbers that look random, of a linear congruential generator (Knuth's MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn words(count: usize) -> Vec<String> {
    let mut random = Random(42);
    let letter = |number: u64| char::from(b'a' + number as u8);
    let mut words: Vec<String> = (0..count)
        .map(|_| (0..4).map(|_| letter(random.below(8))).collect())
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Words by what they are with one letter left open.
fn patterns(words: &[String]) -> HashMap<String, Vec<usize>> {
    let mut patterns: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, word) in words.iter().enumerate() {
        for open in 0..word.len() {
            let pattern = format!("{}*{}", &word[..open], &word[open + 1..]);
            patterns.entry(pattern).or_default().push(number);
        }
    }
    patterns
}

/// How far every word is from one of them.
fn distances(
    start: usize,
    words: &[String],
    patterns: &HashMap<String, Vec<usize>>,
) -> Vec<Option<u32>> {
    let mut distances = vec![None; words.len()];
    let mut queue = VecDeque::from([start]);
    distances[start] = Some(0);
    while let Some(number) = queue.pop_front() {
        let next = distances[number].map(|it| it + 1);
        let word = &words[number];
        for open in 0..word.len() {
            let pattern = [&word[..open], "*", &word[open + 1..]].concat();
            for &neighbour in patterns.get(&pattern).into_iter().flatten() {
                if distances[neighbour].is_none() {
                    distances[neighbour] = next;
                    queue.push_back(neighbour);
                }
            }
        }
    }
    distances
}

fn main() {
    let count = std::env::args().nth(1).and_then(|it| it.parse().ok());
    let words = words(count.unwrap_or(500));
    let patterns = patterns(&words);
    let mut histogram: BTreeMap<Option<u32>, usize> = BTreeMap::new();
    for start in (0..words.len()).step_by(words.len().div_ceil(20)) {
        for distance in distances(start, &words, &patterns) {
            *histogram.entry(distance).or_default() += 1;
        }
    }
    for (distance, count) in histogram {
        match distance {
            Some(distance) => println!("{distance}: {count}"),
            None => println!("unreached: {count}"),
        }
    }
}
