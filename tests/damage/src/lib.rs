//! Damaged inputs for tests: made from whole ones by a seed, and kept when something fails.
//!
//! [`Target::run`] replays what was kept, and goes on to inputs that it makes, as many as the test usually runs, or as many as
//! `FUZZ_INPUTS` says, from the seed that is fixed or `FUZZ_SEED`: `cargo xtask fuzz` sets both. An input that fails is written
//! to the target's folder of regressions, so that the suite has it from then on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Numbers that look random and are the same each time (Marsaglia, "Xorshift RNGs", 2003).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Zero is as good a seed as others.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        // Weyl's constant: neighbouring seeds begin far apart, and none at zero, where Xorshift would stay.
        Random(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `bound`.
    ///
    /// # Panics
    /// `bound` is zero.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).expect("it is below a `usize`")
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).expect("it is below 256")
    }

    /// A copy that is cut off, or in which some bytes or bits are changed, left out, put in, doubled, or exchanged with others.
    pub fn damage(&mut self, whole: &[u8]) -> Vec<u8> {
        let mut bytes = whole.to_vec();
        for _ in 0..=self.below(4) {
            if bytes.is_empty() {
                break;
            }
            let at = self.below(bytes.len());
            match self.below(8) {
                0 | 1 => bytes[at] ^= 1 << self.below(8),
                2 | 3 => bytes[at] = self.byte(),
                4 => drop(bytes.remove(at)),
                5 => bytes.insert(at, self.byte()),
                6 => {
                    let end = (at + 1 + self.below(16)).min(bytes.len());
                    let part = bytes[at..end].to_vec();
                    let to = self.below(bytes.len());
                    bytes.splice(to..to, part);
                }
                // Seldom, since little is left to be wrong.
                _ if self.below(4) == 0 => bytes.truncate(at),
                _ => {
                    let other = self.below(bytes.len());
                    bytes.swap(at, other);
                }
            }
        }
        bytes
    }
}

/// A test that is given damaged inputs.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The folder for inputs that failed, each named after its sample.
    pub regressions: &'a str,
    /// How many inputs the suite runs.
    pub usual: usize,
}

impl Target<'_> {
    /// Gives `check` what failed once and then damaged copies of the samples, by name; it panics if something is wrong.
    ///
    /// Returns how many inputs were made.
    ///
    /// # Panics
    /// `check` has panicked. All inputs are run before.
    pub fn run(self, samples: &[(&str, Vec<u8>)], mut check: impl FnMut(&str, &[u8])) -> usize {
        let folder = Path::new(self.regressions);
        let mut failed = Vec::new();
        let mut passes = |name: &str, bytes: &[u8]| {
            catch_unwind(AssertUnwindSafe(|| check(name, bytes))).is_ok()
        };
        for (file, bytes) in kept(folder) {
            let name = file.split('.').next().unwrap_or_default();
            if !passes(name, &bytes) {
                failed.push(file);
            }
        }
        let inputs = number("FUZZ_INPUTS").map_or(self.usual, |n| n.try_into().expect("a count"));
        let seed = number("FUZZ_SEED").unwrap_or_default();
        let mut random = Random::new(seed);
        for input in 0..inputs {
            let (name, whole) = &samples[input % samples.len()];
            let bytes = random.damage(whole);
            if !passes(name, &bytes) {
                let file = format!("{name}.{seed}-{input}.bin");
                let written = std::fs::create_dir_all(folder)
                    .and_then(|()| std::fs::write(folder.join(&file), &bytes));
                written.expect("a regression can be written");
                failed.push(file);
            }
        }
        assert!(
            failed.is_empty(),
            "of {inputs} inputs by seed {seed} and those of {}, these failed: {failed:?}",
            folder.display()
        );
        inputs
    }
}

/// What failed once, by name; none without the folder.
fn kept(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|it| it == "bin"))
        .collect();
    files.sort();
    let files = files.into_iter().map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let bytes = std::fs::read(&path).expect("a regression can be read");
        (name.into_owned(), bytes)
    });
    files.collect()
}

/// A setting that is a number.
fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    match text.parse() {
        Ok(number) => Some(number),
        Err(_) => panic!("{variable} is no number: {text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_the_same_damage_each_time() {
        let whole: Vec<u8> = (0..=255).collect();
        let made = |seed| {
            let mut random = Random::new(seed);
            (0..100).map(|_| random.damage(&whole)).collect::<Vec<_>>()
        };
        assert_eq!(made(7), made(7));
        assert_ne!(made(7), made(8));
        let damaged = made(7).iter().filter(|bytes| **bytes != whole).count();
        assert!(damaged > 90, "{damaged}");
        assert_eq!(Random::new(0).damage(&[]), []);
    }

    #[test]
    fn what_fails_is_kept_and_run_again() {
        let folder = std::env::temp_dir().join(format!("damage-{}", std::process::id()));
        let path = folder.to_str().expect("a name in UTF-8").to_owned();
        let target = Target {
            regressions: &path,
            usual: 50,
        };
        let samples = [("sample", vec![0; 64])];
        let run = |limit: usize| {
            let mut seen = Vec::new();
            let ran = catch_unwind(AssertUnwindSafe(|| {
                target.run(&samples, |name, bytes| {
                    seen.push(name.to_owned());
                    assert!(bytes.len() < limit);
                })
            }));
            (ran.is_ok(), seen)
        };
        assert!(run(1000).0);
        assert!(!run(65).0);
        let (passes, seen) = run(1000);
        assert!(passes && seen.len() > 50, "{}", seen.len());
        assert!(seen.iter().all(|name| name == "sample"));
        std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    }
}
