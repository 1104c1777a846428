//! The inputs of `benches/size/heavy.toml` and `dev.toml`; `benches/size/README.md` defines the generators.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// What a program is timed with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heavy {
    #[serde(default)]
    pub args: Vec<String>,
    stdin: Option<Stdin>,
}

#[derive(Deserialize)]
#[serde(tag = "generator", rename_all = "lowercase", deny_unknown_fields)]
enum Stdin {
    Bytes {
        seed: u64,
        size: usize,
        sha256: String,
    },
    Lines {
        seed: u64,
        count: u64,
        sha256: String,
    },
    Json {
        seed: u64,
        count: u64,
        sha256: String,
    },
}

/// The programs to time, by name.
///
/// # Errors
/// The file cannot be read or is malformed.
pub fn load(path: &Path) -> Result<BTreeMap<String, Heavy>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("{} is malformed", path.display()))
}

impl Heavy {
    /// The standard input, checked against its digest.
    ///
    /// # Errors
    /// The digest is another one: the generator here is not the one that the file was written for.
    pub fn stdin(&self) -> Result<Vec<u8>> {
        let (bytes, sha256) = match &self.stdin {
            None => return Ok(Vec::new()),
            Some(Stdin::Bytes { seed, size, sha256 }) => {
                (bytes(&mut Xorshift(*seed), *size), sha256)
            }
            Some(Stdin::Lines {
                seed,
                count,
                sha256,
            }) => (lines(&mut Xorshift(*seed), *count), sha256),
            Some(Stdin::Json {
                seed,
                count,
                sha256,
            }) => (json(&mut Xorshift(*seed), *count), sha256),
        };
        let digest: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        ensure!(
            digest == *sha256,
            "the generator yields {digest}, and the file says {sha256}"
        );
        Ok(bytes)
    }
}

/// xorshift64*.
struct Xorshift(u64);

impl Xorshift {
    fn draw(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, n: u64) -> u64 {
        (self.draw() >> 32) % n
    }

    fn letter(&mut self, n: u64) -> Result<u8, u64> {
        let drawn = self.below(n);
        u8::try_from(drawn)
            .ok()
            .filter(|d| *d < 26)
            .map(|d| b'a' + d)
            .ok_or(drawn)
    }
}

fn bytes(random: &mut Xorshift, size: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(size + 8);
    while out.len() < size {
        out.extend_from_slice(&random.draw().to_le_bytes());
    }
    out.truncate(size);
    out
}

fn lines(random: &mut Xorshift, count: u64) -> Vec<u8> {
    let mut out = Vec::new();
    for _ in 0..count {
        for _ in 0..random.below(80) {
            out.push(random.letter(32).unwrap_or(b' '));
        }
        out.push(b'\n');
    }
    out
}

fn json(random: &mut Xorshift, count: u64) -> Vec<u8> {
    let mut out = String::from("[");
    for id in 0..count {
        if id > 0 {
            out.push(',');
        }
        out.push_str(&format!("{{\"id\":{id},\"name\":"));
        word(random, &mut out);
        out.push_str(",\"tags\":[");
        for tag in 0..random.below(4) {
            if tag > 0 {
                out.push(',');
            }
            word(random, &mut out);
        }
        let sign = if random.below(2) == 1 { "-" } else { "" };
        let (a, b) = (random.below(1000), random.below(1_000_000));
        let active = random.below(2) == 1;
        let (c, d) = (random.below(100_000), random.below(100_000));
        out.push_str(&format!(
            "],\"score\":{sign}{a}.{b},\"active\":{active},\"note\":null,\"at\":{{\"x\":{c},\"y\":[{d},[]]}}}}"
        ));
    }
    out.push(']');
    out.into_bytes()
}

fn word(random: &mut Xorshift, out: &mut String) {
    out.push('"');
    for _ in 0..1 + random.below(12) {
        match random.letter(28) {
            Ok(letter) => out.push(letter.into()),
            Err(26) => out.push_str("\\n"),
            Err(_) => out.push('é'),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_inputs_are_those_that_they_were_written_for() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let inputs = load(&root.join("../benches/size/dev.toml")).expect("the inputs");
        let wrong = inputs
            .iter()
            .filter_map(|(name, it)| Some((name, it.stdin().err()?)));
        let wrong: Vec<String> = wrong
            .map(|(name, error)| format!("{name}: {error}"))
            .collect();
        assert_eq!(wrong, Vec::<String>::new());
    }
}
