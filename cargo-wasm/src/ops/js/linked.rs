//! Reads a linked module without what nobody looks at: most of a development module is debug information.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// The sections of debug information that are kept: tables of lines.
const KEPT: [&[u8]; 2] = [b".debug_line", b".debug_line_str"];

/// The bytes of a module, without other sections of debug information. What is no module is returned as it is, for others to
/// complain of.
///
/// # Errors
/// The file cannot be read.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut reader = BufReader::new(file);
    match sections(&mut reader, length) {
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            let mut bytes = Vec::new();
            reader.seek(SeekFrom::Start(0))?;
            reader.read_to_end(&mut bytes)?;
            Ok(bytes)
        }
        read => read,
    }
}

fn sections(reader: &mut BufReader<File>, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut at = take(reader, 8.min(length), &mut bytes)?;
    while at < length {
        let start = bytes.len();
        at += take(reader, 1, &mut bytes)?;
        let custom = bytes[start] == 0;
        let (size, read) = leb(reader, &mut bytes)?;
        at += read;
        let end = at + size;
        if end > length {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if custom {
            let (size, read) = leb(reader, &mut bytes)?;
            at += read;
            if at + size > end {
                return Err(io::ErrorKind::InvalidData.into());
            }
            let name = bytes.len();
            at += take(reader, size, &mut bytes)?;
            if bytes[name..].starts_with(b".debug_") && !KEPT.contains(&&bytes[name..]) {
                bytes.truncate(start);
                reader.seek_relative((end - at).cast_signed())?;
                at = end;
                continue;
            }
        }
        at += take(reader, end - at, &mut bytes)?;
    }
    Ok(bytes)
}

/// Reads so many bytes; returns the count.
fn take(reader: &mut impl Read, count: u64, bytes: &mut Vec<u8>) -> io::Result<u64> {
    match reader.take(count).read_to_end(bytes)? as u64 == count {
        true => Ok(count),
        false => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// An unsigned LEB128 of 32 bits, and how many bytes it has.
fn leb(reader: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<(u64, u64)> {
    let (start, mut value) = (bytes.len(), 0);
    for i in 0..5 {
        take(reader, 1, bytes)?;
        let byte = bytes[start + i];
        value |= u64::from(byte & 0x7f) << (7 * i);
        if byte & 0x80 == 0 {
            return Ok((value, i as u64 + 1));
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(name: &str, content: &[u8]) -> Vec<u8> {
        let mut body = vec![name.len() as u8];
        body.extend(name.as_bytes());
        body.extend(content);
        let mut section = vec![0, body.len() as u8 | 0x80, 0];
        section.extend(body);
        section
    }

    fn file(parts: &[Vec<u8>]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), parts.concat()).unwrap();
        file
    }

    #[test]
    fn debug_information_is_left_out_but_for_lines() {
        let preamble = b"\0asm\x01\0\0\0".to_vec();
        let kept = [
            section("name", &[1, 2]),
            section(".debug_line", &[3; 9]),
            vec![1, 1, 0],
        ];
        let dropped = [section(".debug_info", &[4; 70]), section(".debug_str", &[])];
        let [name, line, types] = kept.clone();
        let [info, text] = dropped;
        let all = [preamble.clone(), name, info, line, text, types];
        let read = read(file(&all).path()).unwrap();
        assert_eq!(read, [vec![preamble], kept.to_vec()].concat().concat());
    }

    #[test]
    fn what_is_broken_is_returned_as_it_is() {
        let broken = b"\0asm\x01\0\0\0\0\xff\xff\xff\xff\x7f".to_vec();
        assert_eq!(
            read(file(std::slice::from_ref(&broken)).path()).unwrap(),
            broken
        );
        assert_eq!(read(file(&[]).path()).unwrap(), b"");
    }
}
