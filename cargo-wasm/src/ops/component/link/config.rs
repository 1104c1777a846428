//! The file that says what to link, and the same from a command line.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::DeValue;

use super::{Part, Request, Wire};
use crate::config::schema::Manifest;
use crate::error::{Failure, nearest};
use crate::ops::component::load;

const TOP: [&str; 5] = ["components", "exports", "imports", "output", "wires"];
const WIRE: [&str; 4] = ["to", "import", "from", "export"];

/// Reads a file such as:
///
/// ```toml
/// output = "app.linked.wasm"
/// exports = ["app"]                  # parts, or `PART#INTERFACE`; else what no other part uses
/// imports = ["local:log/*"]          # what the host gives, besides `wasi:`
///
/// [components]
/// app = "app.wasm"
/// gfx = "gfx.wasm"
///
/// [[wires]]                          # only where names do not say it
/// to = "app"
/// import = "local:gfx/gfx@2.1.0"
/// from = "gfx"
/// export = "local:gfx/fast@1.0.0"    # else the import's own name
/// ```
///
/// Paths are relative to the file. Returns the output's path besides.
///
/// # Errors
/// A mistake in the file, at its place; a component that cannot be read.
pub fn read(path: &Path) -> Result<(Request, Option<PathBuf>), Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::user(format!("cannot read `{}`: {error}", path.display())))?;
    let manifest = Manifest { path, text: &text };
    let root = manifest.parse()?;
    let dir = path.parent().unwrap_or(Path::new(""));
    let mut request = Request::default();
    let mut output = None;
    // Parts first: the other keys name them.
    if let Some(components) = root.get_ref().get("components") {
        let mut entries: Vec<_> = manifest.table(components, "components")?.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name = key.get_ref();
            let file = manifest.string(value, &format!("components.{name}"))?;
            let file = dir.join(file);
            let part = load::read(&file)
                .and_then(|bytes| Part::new(name, &file.display().to_string(), bytes))
                .map_err(|failure| manifest.place(failure, value.span()))?;
            request.parts.push(part);
        }
    }
    for (key, value) in root.get_ref() {
        match key.get_ref().as_ref() {
            "components" => {}
            "output" => output = Some(dir.join(manifest.string(value, "output")?)),
            "imports" => request.imports = manifest.strings(value, "imports".to_owned())?.value,
            "exports" => {
                for text in &manifest.strings(value, "exports".to_owned())?.value {
                    let (part, name) = match text.split_once('#') {
                        Some((part, name)) => (part, Some(name.to_owned())),
                        None => (text.as_str(), None),
                    };
                    let part = part_named(&manifest, &request, part, value)?;
                    request.exports.push((part, name));
                }
            }
            "wires" => {
                let array = value.get_ref().as_array();
                for entry in
                    array.ok_or_else(|| manifest.wrong(value, "wires", "an array of tables"))?
                {
                    let wire = wire(&manifest, &request, entry)?;
                    let same = |other: &Wire| (other.to, &other.import) == (wire.to, &wire.import);
                    if request.wires.iter().any(same) {
                        let failure = Failure::user(format!(
                            "two wires go to `{}` of `{}`",
                            wire.import, request.parts[wire.to].name
                        ));
                        return Err(manifest.place(failure, entry.span()));
                    }
                    request.wires.push(wire);
                }
            }
            name => {
                let mut failure = manifest.unknown(key, "link", &TOP);
                failure.message = format!("unknown key `{name}`");
                return Err(failure);
            }
        }
    }
    if request.parts.is_empty() {
        return Err(
            Failure::user(format!("`{}` names no component", path.display()))
                .help("`[components]` has a line for each: `NAME = \"FILE.wasm\"`"),
        );
    }
    Ok((request, output))
}

fn part_named(
    manifest: &Manifest<'_>,
    request: &Request,
    name: &str,
    at: &Spanned<DeValue<'_>>,
) -> Result<usize, Failure> {
    let known = || request.parts.iter().map(|part| part.name.as_str());
    if let Some(index) = known().position(|part| part == name) {
        return Ok(index);
    }
    let failure = Failure::user(format!("`[components]` has no `{name}`"));
    let failure = match nearest(name, known()) {
        Some(near) => failure.help(format!(
            "a component with a similar name is there: `{near}`"
        )),
        None => failure,
    };
    Err(manifest.place(failure, at.span()))
}

fn wire(
    manifest: &Manifest<'_>,
    request: &Request,
    entry: &Spanned<DeValue<'_>>,
) -> Result<Wire, Failure> {
    let table = manifest.table(entry, "wires")?;
    for (key, _) in table {
        if !WIRE.contains(&key.get_ref().as_ref()) {
            return Err(manifest.unknown(key, "wires", &WIRE));
        }
    }
    let get = |key: &str| match table.get(key) {
        Some(value) => manifest
            .string(value, &format!("wires.{key}"))
            .map(|text| (value, text)),
        None => Err(manifest.place(Failure::user(format!("a wire lacks `{key}`")), entry.span())),
    };
    let part = |key: &str| {
        let (value, name) = get(key)?;
        part_named(manifest, request, name, value)
    };
    let import = get("import")?.1.to_owned();
    Ok(Wire {
        to: part("to")?,
        from: part("from")?,
        export: match table.get("export") {
            Some(_) => get("export")?.1.to_owned(),
            None => import.clone(),
        },
        import,
    })
}

/// An application and what is plugged into it; each part is named after its file.
///
/// # Errors
/// A component cannot be read.
pub fn plugs(app: &Path, plugs: &[PathBuf], imports: &[String]) -> Result<Request, Failure> {
    let mut request = Request {
        exports: vec![(0, None)],
        imports: imports.to_vec(),
        ..Request::default()
    };
    for path in std::iter::once(app).chain(plugs.iter().map(PathBuf::as_path)) {
        let bytes = load::read(path)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let taken = |name: &str| request.parts.iter().any(|part| part.name == name);
        let mut name = stem.to_string();
        let mut count = 1;
        while taken(&name) {
            count += 1;
            name = format!("{stem}-{count}");
        }
        let part = Part::new(&name, &path.display().to_string(), bytes)?;
        request.parts.push(part);
    }
    Ok(request)
}
