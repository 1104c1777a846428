//! `cargo wasm size`.

use crate::cli::Size;
use crate::error::Failure;
use crate::ops::build::Plan;
use crate::ops::size;
use crate::shell;

pub(super) fn size(args: &Size) -> anyhow::Result<i32> {
    shell::configure(args.cargo.quiet || args.json, args.cargo.color.as_deref());
    let (path, named) = match &args.file {
        Some(file) => (file.clone(), None),
        None => {
            let profile = if args.cargo.profile.is_some() {
                "dev"
            } else {
                "release"
            };
            let plan = Plan::new(&args.cargo, &args.wasm, profile, false)?;
            let mut cargo = args.cargo.clone();
            cargo.release = cargo.profile.is_none();
            let modules = plan.build(&cargo)?;
            let [module] = modules.as_slice() else {
                let names: Vec<_> = modules.iter().map(|m| format!("`{}`", m.name)).collect();
                return Err(Failure::user("one module at a time can be shown")
                    .note(format!(
                        "this builds {}: {}",
                        modules.len(),
                        names.join(", ")
                    ))
                    .help("`--bin NAME` or `-p NAME` says which")
                    .into());
            };
            (
                module.path.clone(),
                module.finish.as_ref().map(|finish| finish.named.clone()),
            )
        }
    };
    let report = size::analyze(&path, named.as_deref())?;
    if args.json {
        shell::out(serde_json::to_string_pretty(&report)?);
    } else {
        size::print(&path, &report, args.top);
    }
    Ok(0)
}
