//! The image in its folder: object files, and an index of what is in them.

use std::fs;
use std::hash::Hash;
use std::io;
use std::path::{Path, PathBuf};

use rustc_data_structures::fingerprint::Fingerprint;
use rustc_data_structures::fx::FxHashSet;
use rustc_data_structures::stable_hasher::StableHasher;

/// Begins an index: what it is, and the version of its form.
const MAGIC: &[u8] = b"wasmrust image 1";

const INDEX: &str = "index";

/// What there is for a key.
pub struct Store {
    folder: PathBuf,
    pub index: Index,
}

/// What the index says.
#[derive(PartialEq, Debug)]
pub struct Index {
    key: Fingerprint,
    /// Names of object files, in the order in which they are linked.
    pub objects: Vec<String>,
    /// Fingerprints of the names of their functions.
    pub functions: FxHashSet<Fingerprint>,
}

/// The fingerprint of something that hashes alike everywhere.
pub fn fingerprint(it: impl Hash) -> Fingerprint {
    let mut hasher = StableHasher::new();
    it.hash(&mut hasher);
    hasher.finish()
}

/// Whether there has been a build.
pub fn exists(folder: &Path) -> bool {
    folder.join(INDEX).is_file()
}

impl Store {
    /// Reads the folder. Whatever is wrong with it, or has another key, counts as nothing.
    pub fn open(folder: PathBuf, key: Fingerprint) -> Store {
        let read = fs::read(folder.join(INDEX)).ok();
        let known = read.and_then(|bytes| Index::read(&bytes));
        let known = known.filter(|it| {
            it.key == key && it.objects.iter().all(|name| folder.join(name).is_file())
        });
        let index = known.unwrap_or(Index {
            key,
            objects: Vec::new(),
            functions: FxHashSet::default(),
        });
        Store { folder, index }
    }

    /// Where the objects are.
    pub fn objects(&self) -> Vec<PathBuf> {
        let names = self.index.objects.iter();
        names.map(|it| self.folder.join(it)).collect()
    }

    /// Writes an object, under a name that its content gives it.
    pub fn write_object(folder: &Path, object: &[u8]) -> io::Result<String> {
        let name = format!("{}.o", fingerprint(object).to_hex());
        write(folder, &name, object)?;
        Ok(name)
    }

    /// Writes the index, and removes what it does not name: objects of an earlier one, and what a build left that was stopped.
    pub fn save(&self) -> io::Result<()> {
        write(&self.folder, INDEX, &self.index.bytes())?;
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let is_kept = name == INDEX || self.index.objects.iter().any(|it| name == it.as_str());
            if !is_kept {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// Writes a file whole or not at all.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let temporary = folder.join(format!("{name}.{}", std::process::id()));
    fs::write(&temporary, bytes)?;
    fs::rename(temporary, folder.join(name))
}

impl Index {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.key.to_le_bytes());
        bytes.extend((self.objects.len() as u32).to_le_bytes());
        for name in &self.objects {
            bytes.extend((name.len() as u32).to_le_bytes());
            bytes.extend(name.as_bytes());
        }
        let mut functions: Vec<_> = self.functions.iter().collect();
        functions.sort_unstable();
        bytes.extend((functions.len() as u32).to_le_bytes());
        for function in functions {
            bytes.extend(function.to_le_bytes());
        }
        let sum = fingerprint(&bytes[..]);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Index> {
        let (bytes, sum) = bytes.split_last_chunk()?;
        if Fingerprint::from_le_bytes(*sum) != fingerprint(bytes) {
            return None;
        }
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let key = Fingerprint::from_le_bytes(take(&mut rest)?);
        let mut objects = Vec::new();
        for _ in 0..u32::from_le_bytes(take(&mut rest)?) {
            let length = u32::from_le_bytes(take(&mut rest)?) as usize;
            let (name, after) = rest.split_at_checked(length)?;
            rest = after;
            objects.push(String::from_utf8(name.to_vec()).ok()?);
        }
        let mut functions = FxHashSet::default();
        for _ in 0..u32::from_le_bytes(take(&mut rest)?) {
            functions.insert(Fingerprint::from_le_bytes(take(&mut rest)?));
        }
        rest.is_empty().then_some(Index {
            key,
            objects,
            functions,
        })
    }
}

/// The next bytes of a slice.
fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (chunk, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*chunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_read_back_and_a_damaged_one_is_none() {
        let index = Index {
            key: fingerprint("key"),
            objects: vec!["a.o".into(), "b.o".into()],
            functions: ["f", "g"].map(fingerprint).into_iter().collect(),
        };
        let bytes = index.bytes();
        assert_eq!(Index::read(&bytes).as_ref(), Some(&index));
        for at in 0..bytes.len() {
            assert_eq!(Index::read(&bytes[..at]), None);
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(Index::read(&damaged), None);
        }
    }
}
