//! The C library of a WASI sysroot: where it comes from, what of it is exchanged, and what older ones lack.

use std::io::Cursor;
use std::path::PathBuf;

use ar_archive_writer::{
    ArchiveKind, DEFAULT_OBJECT_READER, NewArchiveMember, write_archive_to_stream,
};
use object::read::archive::ArchiveFile;

use super::rustc::Rustc;
use crate::config::Opt;

/// The folder with `libc.a` and the start files: the toolchain's own, else the distribution's wasi-libc.
pub fn dir(rustc: &Rustc, target: &str) -> Option<PathBuf> {
    if target != "wasm32-wasip1" {
        return None;
    }
    let shipped = rustc.prebuilt(target).map(|lib| lib.join("self-contained"));
    let system = [
        "/usr/lib/wasm32-wasi",
        "/usr/lib/wasm32-wasip1",
        "/opt/wasi-sdk/share/wasi-sysroot/lib/wasm32-wasi",
    ];
    let dirs = shipped.into_iter().chain(system.map(PathBuf::from));
    dirs.into_iter()
        .find(|dir| dir.join("libc.a").is_file() && dir.join("crt1-command.o").is_file())
}

/// A member of the archive that is exchanged for one of ours.
pub struct Replacement {
    /// What the member defines.
    pub symbol: &'static str,
    /// The new member's name, and its source's.
    pub name: &'static str,
    pub source: &'static str,
    pub cfgs: &'static [&'static str],
    /// What is lost without it.
    pub gain: &'static str,
}

/// The members that optimised builds exchange; a development build keeps the library as it is.
pub fn replacements(target: &str, opt: Opt) -> &'static [Replacement] {
    match (target, opt) {
        ("wasm32-wasip1", Opt::Size | Opt::Speed) => &[
            Replacement {
                symbol: "malloc",
                name: "heap",
                source: wasm_alloc::HEAP_SOURCE,
                cfgs: &["heap_c_api", "heap_speed"],
                gain: "the small heap",
            },
            Replacement {
                symbol: "memcmp",
                name: "memcmp",
                source: include_str!("../../overlay/memcmp.rs"),
                cfgs: &[],
                gain: "the fast `memcmp`",
            },
        ],
        _ => &[],
    }
}

/// Replaces the member of the archive that defines a symbol.
///
/// Linking the object in front of the archive would do, were it not that rustc puts every object of ours behind it.
/// None when no member, or more than one, defines it: then it is a libc that we do not know.
///
/// # Errors
/// The archive cannot be read.
pub fn replace(
    archive: &[u8],
    what: &Replacement,
    object: &[u8],
) -> anyhow::Result<Option<Vec<u8>>> {
    let mut replaced = 0;
    let name = format!("{}.o", what.name);
    let archive = rewrite(archive, None, |data| {
        let defined = defines(data, what.symbol.as_bytes());
        replaced += usize::from(defined);
        defined.then_some((name.as_str(), object))
    })?;
    Ok((replaced == 1).then_some(archive))
}

/// What std wants of a C library and older ones do not have: Debian's is of 2022.
const NEWER: [&str; 9] = [
    "chmod",
    "fchmod",
    "pthread_attr_destroy",
    "pthread_attr_init",
    "pthread_attr_setstacksize",
    "pthread_create",
    "pthread_detach",
    "pthread_join",
    "realpath",
];

/// The source of those, each behind `cfg(gap = "NAME")`.
pub const GAPS_SOURCE: &str = include_str!("../../overlay/libc_gaps.rs");

/// Functions that std calls and that nothing in the archive defines.
///
/// # Errors
/// The archive cannot be read.
pub fn gaps(archive: &[u8]) -> anyhow::Result<Vec<&'static str>> {
    let mut missing = NEWER.to_vec();
    for member in ArchiveFile::parse(archive)?.members() {
        let data = member?.data(archive)?;
        missing.retain(|name| !defines(data, name.as_bytes()));
    }
    Ok(missing)
}

/// Adds an object to the archive.
///
/// # Errors
/// The archive cannot be read.
pub fn add_member(archive: &[u8], name: &str, object: &[u8]) -> anyhow::Result<Vec<u8>> {
    rewrite(archive, Some((name, object)), |_| None)
}

/// The archive with a member more, and those that `replace` names another object for replaced.
fn rewrite<'a>(
    archive: &'a [u8],
    extra: Option<(&'a str, &'a [u8])>,
    mut replace: impl FnMut(&[u8]) -> Option<(&'a str, &'a [u8])>,
) -> anyhow::Result<Vec<u8>> {
    let mut members = Vec::new();
    for member in ArchiveFile::parse(archive)?.members() {
        let member = member?;
        let data = member.data(archive)?;
        let name = String::from_utf8_lossy(member.name()).into_owned();
        let (name, data) =
            replace(data).map_or((name, data), |(name, data)| (name.to_owned(), data));
        members.push(NewArchiveMember::new(data, &DEFAULT_OBJECT_READER, name));
    }
    members.extend(
        extra.map(|(name, data)| {
            NewArchiveMember::new(data, &DEFAULT_OBJECT_READER, name.to_owned())
        }),
    );
    let mut out = Cursor::new(Vec::new());
    write_archive_to_stream(&mut out, &members, ArchiveKind::Gnu, false, None)?;
    Ok(out.into_inner())
}

fn defines(object: &[u8], symbol: &[u8]) -> bool {
    let mut found = false;
    let read = (DEFAULT_OBJECT_READER.get_symbols)(object, &mut |name| {
        found |= name == symbol;
        Ok(())
    });
    read.is_ok() && found
}
