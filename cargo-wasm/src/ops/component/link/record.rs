//! What a composition remembers of how it was made, so that a part of it can be replaced: a custom section.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use wasm_encoder::{ComponentSection, CustomSection};
use wasmparser::{Parser, Payload};

use super::{Part, Plan, Request, Wire};
use crate::error::Failure;

/// The section's name.
pub const SECTION: &str = "wasmrust.link";

/// The form of the section that this program writes and reads.
const VERSION: u32 = 1;

/// The section, as JSON. Parts are referred to by their index.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record {
    version: u32,
    parts: Vec<RecordedPart>,
    /// To, import, from, export.
    wires: Vec<(usize, String, usize, String)>,
    exports: Vec<(usize, String)>,
    imports: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct RecordedPart {
    name: String,
    /// SHA-256 of the component.
    digest: String,
}

/// SHA-256 in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Record {
    /// Of a composition that is about to be written: parts that nobody needs are left out.
    pub fn new(request: &Request, plan: &Plan) -> Record {
        let index = |part: usize| plan.order.iter().position(|p| *p == part).unwrap_or(part);
        let parts = plan.order.iter().map(|part| &request.parts[*part]);
        let wires = plan.wires.iter().map(|wire| {
            let Wire { import, export, .. } = wire.clone();
            (index(wire.to), import, index(wire.from), export)
        });
        let exports = plan.exports.iter();
        Record {
            version: VERSION,
            parts: parts
                .map(|part| RecordedPart {
                    name: part.name.clone(),
                    digest: digest(&part.bytes),
                })
                .collect(),
            wires: wires.collect(),
            exports: exports
                .map(|(part, name)| (index(*part), name.clone()))
                .collect(),
            imports: request.imports.clone(),
        }
    }

    /// Reads the section's content; `None` when it is broken or of another form.
    pub fn parse(data: &[u8]) -> Option<Record> {
        serde_json::from_slice(data)
            .ok()
            .filter(|record: &Record| record.version == VERSION && record.is_sound())
    }

    /// The parts: name and SHA-256.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        let parts = self.parts.iter();
        parts.map(|part| (part.name.as_str(), part.digest.as_str()))
    }

    /// The wires: who imports what, and whose export it is.
    pub fn wires(&self) -> impl Iterator<Item = [&str; 4]> {
        let name = |part: &usize| self.parts[*part].name.as_str();
        let wires = self.wires.iter();
        wires.map(move |(to, import, from, export)| [name(to), import, name(from), export])
    }

    /// Appends the section to a component.
    ///
    /// # Errors
    /// The record cannot be written as JSON, which is a bug of ours.
    pub fn append(&self, component: &mut Vec<u8>) -> Result<(), Failure> {
        let data = serde_json::to_vec(self)
            .map_err(|error| Failure::bug(format!("the link record cannot be written: {error}")))?;
        let section = CustomSection {
            name: SECTION.into(),
            data: Cow::Owned(data),
        };
        section.append_to_component(component);
        Ok(())
    }

    /// Takes a composition apart: what was linked, in the parts' own bytes.
    ///
    /// # Errors
    /// The component was not made by `link`, or has been changed since.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Request, Failure> {
        let (record, nested) = sections(bytes);
        let Some(data) = record else {
            return Err(Failure::user(format!(
                "`{name}` does not say what it was linked from"
            ))
            .help("only what `cargo wasm component link` has made can have a part replaced: link it again"));
        };
        let record = Record::parse(data).ok_or_else(|| {
            Failure::user(format!(
                "`{name}`: this program cannot read its section `{SECTION}`"
            ))
            .help("link it again with this cargo-wasm")
        })?;
        let mut request = Request {
            wires: (record.wires.into_iter())
                .map(|(to, import, from, export)| Wire {
                    to,
                    import,
                    from,
                    export,
                })
                .collect(),
            exports: (record.exports.into_iter())
                .map(|(part, name)| (part, Some(name)))
                .collect(),
            imports: record.imports,
            ..Request::default()
        };
        for part in &record.parts {
            let Some(bytes) = nested.iter().find(|bytes| digest(bytes) == part.digest) else {
                return Err(Failure::user(format!(
                    "`{name}` has been changed since it was linked: its part `{}` is another",
                    part.name
                ))
                .help("link it again"));
            };
            let path = format!("{name}#{}", part.name);
            request
                .parts
                .push(Part::new(&part.name, &path, bytes.to_vec())?);
        }
        Ok(request)
    }

    /// Whether all indices are within bounds.
    fn is_sound(&self) -> bool {
        let known = |part: usize| part < self.parts.len();
        self.wires
            .iter()
            .all(|(to, _, from, _)| known(*to) && known(*from))
            && self.exports.iter().all(|(part, _)| known(*part))
    }
}

/// The record and the components of the outermost level.
fn sections(bytes: &[u8]) -> (Option<&[u8]>, Vec<&[u8]>) {
    let (mut record, mut nested, mut depth) = (None, Vec::new(), 0_usize);
    for payload in Parser::new(0).parse_all(bytes).map_while(Result::ok) {
        match payload {
            Payload::ComponentSection {
                unchecked_range, ..
            } => {
                if depth == 0
                    && let Ok(start) = usize::try_from(unchecked_range.start)
                    && let Ok(end) = usize::try_from(unchecked_range.end)
                    && let Some(bytes) = bytes.get(start..end)
                {
                    nested.push(bytes);
                }
                depth += 1;
            }
            Payload::ModuleSection { .. } => depth += 1,
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::CustomSection(section) if depth == 0 && section.name() == SECTION => {
                record = Some(section.data());
            }
            _ => {}
        }
    }
    (record, nested)
}
