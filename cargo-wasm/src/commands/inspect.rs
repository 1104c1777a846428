//! `cargo wasm inspect`.

use crate::cli::Inspect;
use crate::ops::sections;
use crate::shell;

pub(super) fn inspect(args: &Inspect) -> anyhow::Result<i32> {
    let Inspect::Sections(args) = args;
    let report = sections::read(&args.file)?;
    if args.json {
        shell::out(serde_json::to_string_pretty(&report)?);
    } else {
        sections::print(&args.file, &report);
    }
    Ok(0)
}
