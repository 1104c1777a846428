//! The C library of a WASI sysroot: where it comes from, and how its `malloc` is exchanged.

use std::io::Cursor;
use std::path::PathBuf;

use ar_archive_writer::{ArchiveKind, DEFAULT_OBJECT_READER, NewArchiveMember, write_archive_to_stream};
use object::read::archive::ArchiveFile;

use super::rustc::Rustc;

/// The folder with `libc.a` and the start files: the toolchain's own, else the distribution's wasi-libc.
pub fn dir(rustc: &Rustc, target: &str) -> Option<PathBuf> {
    if target != "wasm32-wasip1" {
        return None;
    }
    let shipped = rustc.prebuilt(target).map(|lib| lib.join("self-contained"));
    let system = ["/usr/lib/wasm32-wasi", "/usr/lib/wasm32-wasip1", "/opt/wasi-sdk/share/wasi-sysroot/lib/wasm32-wasi"];
    let dirs = shipped.into_iter().chain(system.map(PathBuf::from));
    dirs.into_iter().find(|dir| dir.join("libc.a").is_file() && dir.join("crt1-command.o").is_file())
}

/// Replaces the member of the archive that defines `malloc` with the object `heap`.
///
/// Linking the object in front of the archive would do, were it not that rustc puts every object of ours behind it.
/// None when no member, or more than one, defines it: then it is a libc that we do not know.
///
/// # Errors
/// The archive cannot be read.
pub fn replace_malloc(archive: &[u8], heap: &[u8]) -> anyhow::Result<Option<Vec<u8>>> {
    let mut members = Vec::new();
    let mut replaced = 0;
    for member in ArchiveFile::parse(archive)?.members() {
        let member = member?;
        let data = member.data(archive)?;
        let name = String::from_utf8_lossy(member.name()).into_owned();
        let (data, name) = if defines(data, b"malloc") {
            replaced += 1;
            (heap, "heap.o".to_owned())
        } else {
            (data, name)
        };
        members.push(NewArchiveMember::new(data, &DEFAULT_OBJECT_READER, name));
    }
    if replaced != 1 {
        return Ok(None);
    }
    let mut out = Cursor::new(Vec::new());
    write_archive_to_stream(&mut out, &members, ArchiveKind::Gnu, false, None)?;
    Ok(Some(out.into_inner()))
}

fn defines(object: &[u8], symbol: &[u8]) -> bool {
    let mut found = false;
    let read = (DEFAULT_OBJECT_READER.get_symbols)(object, &mut |name| {
        found |= name == symbol;
        Ok(())
    });
    read.is_ok() && found
}
