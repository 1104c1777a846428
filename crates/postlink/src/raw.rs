//! The section skeleton of a binary, with every byte accounted for.
//!
//! wasmparser hands out decoded sections; a size report and a pass that must leave other bytes alone both need the frame around
//! them as it was written, padded LEB128 lengths included (wasm-ld writes five-byte ones).
//! Sources: core spec 5.5.2 "Sections"; component-model `Binary.md`, "Component Definitions".

use crate::Error;
use wasmparser::BinaryReader;

/// `\0asm` and the version word.
pub(crate) const PREAMBLE: usize = 8;

/// How deep components may nest before a pass refuses them, so that hostile input cannot exhaust the stack.
const MAX_DEPTH: u32 = 100;

pub(crate) mod id {
    pub(crate) const CUSTOM: u8 = 0;
    pub(crate) const TYPE: u8 = 1;
    pub(crate) const IMPORT: u8 = 2;
    pub(crate) const FUNCTION: u8 = 3;
    pub(crate) const MEMORY: u8 = 5;
    pub(crate) const EXPORT: u8 = 7;
    pub(crate) const START: u8 = 8;
    pub(crate) const CODE: u8 = 10;
    pub(crate) const DATA: u8 = 11;
    pub(crate) const DATA_COUNT: u8 = 12;
    pub(crate) const TAG: u8 = 13;

    pub(crate) const CORE_MODULE: u8 = 1;
    pub(crate) const COMPONENT: u8 = 4;
    pub(crate) const COMPONENT_START: u8 = 9;
    pub(crate) const COMPONENT_IMPORT: u8 = 10;
    pub(crate) const COMPONENT_EXPORT: u8 = 11;
    pub(crate) const COMPONENT_VALUE: u8 = 12;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    Module,
    Component,
}

/// One section: `id`, LEB128 length, payload.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Section<'a> {
    pub(crate) id: u8,
    /// Offset of the id byte in the outermost input.
    pub(crate) offset: u64,
    /// The whole section, id byte and length included.
    pub(crate) bytes: &'a [u8],
    /// Everything after the length.
    pub(crate) payload: &'a [u8],
    /// The name of a custom section.
    pub(crate) name: Option<&'a str>,
}

impl<'a> Section<'a> {
    pub(crate) fn header(&self) -> u64 {
        (self.bytes.len() - self.payload.len()) as u64
    }

    pub(crate) fn payload_offset(&self) -> u64 {
        self.offset + self.header()
    }

    pub(crate) fn reader(&self) -> BinaryReader<'a> {
        BinaryReader::new(self.payload, self.payload_offset())
    }

    /// A reader over a custom section's content, after its name.
    pub(crate) fn custom_reader(&self) -> Result<BinaryReader<'a>, Error> {
        let mut reader = self.reader();
        reader.read_string()?;
        Ok(reader)
    }
}

/// A module or component cut into sections.
#[derive(Debug, Clone)]
pub(crate) struct Binary<'a> {
    pub(crate) layer: Layer,
    pub(crate) bytes: &'a [u8],
    pub(crate) sections: Vec<Section<'a>>,
}

impl<'a> Binary<'a> {
    /// Cuts `bytes`, which start `base` bytes into the outermost input.
    ///
    /// Only the frame is checked: preamble, known ids, lengths, custom names, and that a module has no section twice.
    pub(crate) fn parse(bytes: &'a [u8], base: u64) -> Result<Self, Error> {
        let Some((preamble, _)) = bytes.split_at_checked(PREAMBLE) else {
            return Err(Error::malformed(
                base,
                "shorter than a WebAssembly preamble",
            ));
        };
        let layer = match preamble {
            b"\0asm\x01\0\0\0" => Layer::Module,
            b"\0asm\x0d\0\x01\0" => Layer::Component,
            [0, b'a', b's', b'm', version @ ..] => {
                return Err(Error::not_supported(format!(
                    "WebAssembly binary version {version:02x?}"
                )));
            }
            _ => return Err(Error::malformed(base, "no `\\0asm` magic")),
        };
        let last_id = match layer {
            Layer::Module => id::TAG,
            Layer::Component => id::COMPONENT_VALUE,
        };

        let mut sections = Vec::new();
        let mut seen = 0u32;
        let mut reader = BinaryReader::new(&bytes[PREAMBLE..], base + PREAMBLE as u64);
        while !reader.eof() {
            let offset = reader.original_position();
            let start = (offset - base) as usize;
            let id = reader.read_u8()?;
            if id > last_id {
                return Err(Error::malformed(offset, format!("unknown section id {id}")));
            }
            if layer == Layer::Module && id != id::CUSTOM {
                if seen & (1 << id) != 0 {
                    return Err(Error::malformed(
                        offset,
                        format!("second section with id {id}"),
                    ));
                }
                seen |= 1 << id;
            }
            let body = reader.read_reader()?;
            let payload_start = (body.original_position() - base) as usize;
            let end = (reader.original_position() - base) as usize;
            let payload = &bytes[payload_start..end];
            let name = if id == id::CUSTOM {
                Some(body.clone().read_string()?)
            } else {
                None
            };
            sections.push(Section {
                id,
                offset,
                bytes: &bytes[start..end],
                payload,
                name,
            });
        }
        Ok(Self {
            layer,
            bytes,
            sections,
        })
    }

    /// As [`Binary::parse`] for passes that work on core modules only.
    pub(crate) fn parse_module(bytes: &'a [u8], pass: &str) -> Result<Self, Error> {
        let binary = Self::parse(bytes, 0)?;
        match binary.layer {
            Layer::Module => Ok(binary),
            Layer::Component => Err(Error::not_supported(format!(
                "`{pass}` on a component: run it on the core modules before they are wrapped"
            ))),
        }
    }

    pub(crate) fn section(&self, id: u8) -> Option<&Section<'a>> {
        self.sections.iter().find(|section| section.id == id)
    }

    pub(crate) fn custom(&self, name: &str) -> Option<&Section<'a>> {
        self.sections
            .iter()
            .find(|section| section.name == Some(name))
    }

    /// Whether sections here refer to others by index, as in an object file or under `--emit-relocs`.
    pub(crate) fn is_relocatable(&self) -> bool {
        self.sections
            .iter()
            .any(|section| section.name.is_some_and(is_relocation))
    }

    pub(crate) fn preamble(&self) -> &'a [u8] {
        &self.bytes[..PREAMBLE]
    }
}

/// `linking` and `reloc.*`: tool-conventions `Linking.md`.
pub(crate) fn is_relocation(name: &str) -> bool {
    name == "linking" || name.starts_with("reloc.")
}

/// Refuses the nesting depth `depth` of components when it is out of reason.
pub(crate) fn check_depth(depth: u32) -> Result<(), Error> {
    if depth > MAX_DEPTH {
        return Err(Error::not_supported(format!(
            "components nested more than {MAX_DEPTH} deep"
        )));
    }
    Ok(())
}

/// Appends `value` as a minimal unsigned LEB128.
pub(crate) fn write_uleb(out: &mut Vec<u8>, mut value: u64) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}

/// Appends `value` as a minimal signed LEB128.
pub(crate) fn write_sleb(out: &mut Vec<u8>, mut value: i64) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if (value == 0 && byte & 0x40 == 0) || (value == -1 && byte & 0x40 != 0) {
            out.push(byte);
            return;
        }
        out.push(byte | 0x80);
    }
}

/// Appends a section with a minimal length.
pub(crate) fn write_section(out: &mut Vec<u8>, id: u8, payload: &[u8]) {
    out.push(id);
    write_uleb(out, payload.len() as u64);
    out.extend_from_slice(payload);
}

/// A `name` section whose subsections with `id` are replaced by what `rewrite` makes of their bytes; an empty one goes.
///
/// `None` when there is no such subsection, or the section does not parse and so says nothing anyway.
pub(crate) fn rewrite_names(
    section: &Section<'_>,
    id: u8,
    mut rewrite: impl FnMut(&[u8]) -> Option<Vec<u8>>,
) -> Option<Vec<u8>> {
    let mut reader = section.custom_reader().ok()?;
    let mut out = section.payload[..section.payload.len() - reader.bytes_remaining()].to_vec();
    let mut found = false;
    while !reader.eof() {
        let this = reader.read_u8().ok()?;
        let mut content = reader.read_reader().ok()?;
        let bytes = content.read_bytes(content.bytes_remaining()).ok()?;
        if this != id {
            write_section(&mut out, this, bytes);
            continue;
        }
        found = true;
        let map = rewrite(bytes)?;
        if !map.is_empty() {
            write_section(&mut out, id, &map);
        }
    }
    found.then_some(out)
}

/// Appends an entry of a name map: an index and its name.
pub(crate) fn write_naming(out: &mut Vec<u8>, index: u64, name: &str) {
    write_uleb(out, index);
    write_uleb(out, name.len() as u64);
    out.extend_from_slice(name.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padded_lengths_are_kept_as_written() {
        let bytes = b"\0asm\x01\0\0\0\x00\x85\x80\x80\x80\x00\x01xabc";
        let binary = Binary::parse(bytes, 0).unwrap();
        let section = &binary.sections[0];
        assert_eq!(
            (section.offset, section.header(), section.payload.len()),
            (8, 6, 5)
        );
        assert_eq!(section.name, Some("x"));
        assert_eq!(section.custom_reader().unwrap().original_position(), 16);
    }

    #[test]
    fn refuses_what_is_not_wasm() {
        assert!(matches!(
            Binary::parse(b"", 0),
            Err(Error::Malformed { .. })
        ));
        assert!(matches!(
            Binary::parse(b"\x7fELF\0\0\0\0", 0),
            Err(Error::Malformed { .. })
        ));
        assert!(matches!(
            Binary::parse(b"\0asm\x02\0\0\0", 0),
            Err(Error::NotSupported { .. })
        ));
        assert!(matches!(
            Binary::parse(b"\0asm\x01\0\0\0\x63\x00", 0),
            Err(Error::Malformed { offset: 8, .. })
        ));
        assert!(matches!(
            Binary::parse(b"\0asm\x01\0\0\0\x01\x00\x01\x00", 0),
            Err(Error::Malformed { offset: 10, .. })
        ));
    }

    #[test]
    fn signed_lebs() {
        for (value, expected) in [
            (0i64, &b"\x00"[..]),
            (63, b"\x3f"),
            (64, b"\xc0\x00"),
            (-1, b"\x7f"),
            (-65, b"\xbf\x7f"),
        ] {
            let mut out = Vec::new();
            write_sleb(&mut out, value);
            assert_eq!(out, expected, "{value}");
        }
    }
}
