//! `cargo wasm component replace`: exchanges one part of a composition, when the new one can take the old one's place.

use super::check::{self, Report};
use super::link::{self, Part, Record};
use crate::error::{Failure, nearest};

/// The result of a replacement: the new composition, or why there is none.
pub enum Replacement {
    Done(Vec<u8>),
    Refused(Report),
}

/// Replaces the part `name` of the composition `app` by `new`.
///
/// # Errors
/// `app` was not made by `link`, has no part of that name, or what the new part imports cannot be met.
pub fn replace(
    app_name: &str,
    app: &[u8],
    name: &str,
    new_name: &str,
    new: Vec<u8>,
) -> Result<Replacement, Failure> {
    let mut request = Record::read(app_name, app)?;
    let names = || request.parts.iter().map(|part| part.name.as_str());
    let Some(index) = names().position(|part| part == name) else {
        let failure = Failure::user(format!("`{app_name}` has no part `{name}`"));
        let list: Vec<&str> = names().collect();
        return Err(match nearest(name, list.iter().copied()) {
            Some(near) => failure.help(format!("a part with a similar name is there: `{near}`")),
            None => failure.help(format!("its parts are `{}`", list.join("`, `"))),
        });
    };
    let new = Part::new(name, new_name, new)?;
    let old_name = format!("{name} in {app_name}");
    let report = check::check(&old_name, &request.parts[index].world, new_name, &new.world);
    if !report.replaceable {
        return Ok(Replacement::Refused(report));
    }
    request.replace_part(index, new);
    let plan = link::plan(&request)?;
    let bytes = link::emit(&request, &plan)?;
    Ok(Replacement::Done(bytes))
}
