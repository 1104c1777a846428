//! What is wrong with a composition, and who could mend it.

use wac_types::are_semver_compatible;
use wit_parser::WorldItem;

use super::resources::{Source, Stranger};
use super::{Part, Request, Wire};
use crate::error::{Failure, nearest};
use crate::ops::component::check;
use crate::ops::component::compare::Difference;
use crate::ops::component::render;

/// One thing that is wrong.
pub enum Problem {
    Unmet {
        to: usize,
        import: String,
    },
    Ambiguous {
        to: usize,
        import: String,
        from: Vec<usize>,
    },
    Mismatch {
        wire: Wire,
        differences: Vec<Difference>,
    },
    /// A wire of the user's to an import that the part does not have.
    NoSuchImport(Wire),
    NoSuchExport {
        part: usize,
        name: String,
    },
    ExportedTwice {
        parts: (usize, usize),
        name: String,
    },
    Circle(Vec<Wire>),
    /// A resource that another instance makes than the one that is wanted.
    Stranger {
        wire: Wire,
        stranger: Stranger,
    },
}

/// One failure for all problems, a note each.
pub fn failure(request: &Request, problems: &[Problem]) -> Failure {
    let message = match problems {
        [one] => format!("cannot link: {}", title(request, one)),
        _ => format!("cannot link, for {} reasons", problems.len()),
    };
    let mut failure = Failure::user(message);
    for problem in problems {
        let title = title(request, problem);
        let details = details(request, problem);
        match (problems.len() == 1, details.is_empty()) {
            (true, true) => {}
            (true, false) => failure = failure.note(details),
            (false, true) => failure = failure.note(title),
            (false, false) => failure = failure.note(format!("{title}\n{details}")),
        }
    }
    let mut helps: Vec<&str> = problems.iter().filter_map(help).collect();
    helps.sort_unstable();
    helps.dedup();
    helps.into_iter().fold(failure, Failure::help)
}

fn name(request: &Request, part: usize) -> &str {
    &request.parts[part].name
}

fn title(request: &Request, problem: &Problem) -> String {
    let name = |part: usize| name(request, part);
    match problem {
        Problem::Unmet { to, import } => {
            format!("`{}` imports `{import}`, and nobody exports it", name(*to))
        }
        Problem::Ambiguous { to, import, from } => {
            let names: Vec<&str> = from.iter().map(|part| name(*part)).collect();
            format!(
                "`{}` imports `{import}`, and several export it: `{}`",
                name(*to),
                names.join("`, `")
            )
        }
        Problem::Mismatch { wire, .. } => format!(
            "`{}` of `{}` is not what `{}` imports as `{}`",
            wire.export,
            name(wire.from),
            name(wire.to),
            wire.import
        ),
        Problem::NoSuchImport(wire) => {
            format!(
                "a wire goes to `{}` of `{}`, which is no import of it",
                wire.import,
                name(wire.to)
            )
        }
        Problem::NoSuchExport { part, name: export } => {
            format!("`{}` does not export `{export}`", name(*part))
        }
        Problem::ExportedTwice {
            parts,
            name: export,
        } => format!(
            "`{}` and `{}` both export `{export}`",
            name(parts.0),
            name(parts.1)
        ),
        Problem::Stranger { wire, stranger } => format!(
            "`{}` of `{}` has {}, and `{}` imports it as `{}` with {}",
            wire.export,
            name(wire.from),
            resource(request, &stranger.given),
            name(wire.to),
            wire.import,
            resource(request, &stranger.wanted)
        ),
        Problem::Circle(wires) => {
            let mut text = "components import from each other in a circle: ".to_owned();
            for wire in wires {
                text.push_str(&format!("{} –[{}]→ ", name(wire.to), wire.import));
            }
            text.push_str(wires.last().map_or("", |wire| name(wire.from)));
            text
        }
    }
}

/// `the resource t of users (local:users/user)`.
fn resource(request: &Request, source: &Source) -> String {
    let owner = match source.part {
        Some(part) => format!("`{}`", name(request, part)),
        None => "the host".to_owned(),
    };
    format!(
        "the resource `{}` of {owner} (`{}`)",
        source.name, source.interface
    )
}

fn details(request: &Request, problem: &Problem) -> String {
    match problem {
        Problem::Unmet { to, import } => {
            let mut lines = needs(&request.parts[*to], import);
            lines.extend(could(request, *to, import));
            lines.join("\n")
        }
        Problem::Mismatch { wire, differences } => {
            let all: Vec<&Difference> = differences.iter().collect();
            check::lines(
                &all,
                &format!("{} wants", name(request, wire.to)),
                &format!("{} gives", name(request, wire.from)),
            )
        }
        Problem::NoSuchImport(wire) => {
            list("imports", request.parts[wire.to].imports(), &wire.import)
        }
        Problem::NoSuchExport { part, name } => {
            list("exports", request.parts[*part].exports(), name)
        }
        _ => String::new(),
    }
}

fn list<'a>(
    word: &str,
    items: impl Iterator<Item = (String, &'a WorldItem)>,
    wanted: &str,
) -> String {
    let names: Vec<String> = items.map(|(name, _)| name).collect();
    match nearest(wanted, names.iter().map(String::as_str)) {
        Some(near) => format!("one of its {word} has a similar name: `{near}`"),
        None if names.is_empty() => format!("it has no {word}"),
        None => format!("its {word} are `{}`", names.join("`, `")),
    }
}

/// The functions that an unmet import is needed for.
fn needs(part: &Part, import: &str) -> Vec<String> {
    let item = part.imports().find(|(name, _)| name == import);
    let resolve = &part.world.resolve;
    let functions: Vec<String> = match item {
        Some((_, WorldItem::Interface { id, .. })) => {
            let functions = resolve.interfaces[*id].functions.values();
            functions.map(|f| render::signature(resolve, f)).collect()
        }
        Some((_, WorldItem::Function(function))) => vec![render::signature(resolve, function)],
        _ => Vec::new(),
    };
    let shown = functions.len().min(4);
    let mut lines: Vec<String> = functions[..shown]
        .iter()
        .map(|f| format!("  {f}"))
        .collect();
    if functions.len() > shown {
        lines.push(format!("  and {} more functions", functions.len() - shown));
    }
    lines
}

/// Who could give it: another version, a name that is nearly the same, an interface of that name in another package.
fn could(request: &Request, to: usize, import: &str) -> Vec<String> {
    let plain = |name: &str| name.split('@').next().unwrap_or(name).to_owned();
    let last = |name: &str| plain(name).rsplit('/').next().unwrap_or(name).to_owned();
    let mut lines = Vec::new();
    let others = request
        .parts
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != to);
    for (_, part) in others {
        for (export, _) in part.exports() {
            let why = if plain(&export) == plain(import) {
                if are_semver_compatible(&export, import) {
                    continue;
                }
                "another version, and semver does not call them compatible"
            } else if last(&export) == last(import) {
                "the same interface name in another package: a wire can connect them if the types agree"
            } else if strsim::damerau_levenshtein(&export, import) <= 3 {
                "nearly the same name"
            } else {
                continue;
            };
            lines.push(format!("  `{}` exports `{export}`: {why}", part.name));
        }
    }
    lines
}

fn help(problem: &Problem) -> Option<&'static str> {
    Some(match problem {
        Problem::Unmet { .. } => {
            "`--plug FILE.wasm` adds a component that exports it; `--allow-import NAME` (`imports = [\"NAME\"]`) leaves it to the host"
        }
        Problem::Ambiguous { .. } => {
            "say which: `[[wires]] to = \"…\", import = \"…\", from = \"…\"` in a file for `cargo wasm component link FILE.toml`"
        }
        Problem::Mismatch { .. } => {
            "build both against the same WIT; `cargo wasm component wit FILE.wasm` shows what each has"
        }
        Problem::ExportedTwice { .. } => {
            "say what stays: `exports = [\"PART\", \"PART#INTERFACE\"]`"
        }
        Problem::Circle(_) => {
            "components are instantiated one after the other: move what both need into a third component"
        }
        Problem::Stranger { .. } => {
            "an instance makes resources of its own: wire both interfaces to the same one"
        }
        Problem::NoSuchImport(_) | Problem::NoSuchExport { .. } => return None,
    })
}
