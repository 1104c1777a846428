//! `cargo wasm build` and `check`.

use crate::cli::Build;
use crate::ops::build::Plan;
use crate::shell;
use crate::toolchain::Toolchain;

pub(super) fn build(args: &Build) -> anyhow::Result<i32> {
    shell::configure(args.cargo.quiet, args.cargo.color.as_deref());
    let plan = Plan::new(&args.cargo, &args.wasm, "dev", false)?;
    if args.wasm.show_config {
        plan.show();
        return Ok(0);
    }
    plan.build(&args.cargo)?;
    Ok(0)
}

pub(super) fn check(args: &Build) -> anyhow::Result<i32> {
    shell::configure(args.cargo.quiet, args.cargo.color.as_deref());
    let plan = Plan::new(&args.cargo, &args.wasm, "dev", false)?;
    if args.wasm.show_config {
        plan.show();
        return Ok(0);
    }
    for group in &plan.groups {
        let toolchain = Toolchain::for_build(&plan.cargo, &group.settings)?;
        let mut command = plan.call("check", &args.cargo, group, &toolchain).command();
        command.args(
            args.cargo
                .message_format
                .iter()
                .flat_map(|format| ["--message-format", format]),
        );
        let code = command.status()?.code().unwrap_or(101);
        if code != 0 {
            return Ok(code);
        }
    }
    Ok(0)
}
