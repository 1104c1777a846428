//! `cargo wasm build` and `check`.

use crate::cli::{Build, Check};
use crate::ops::build::Plan;
use crate::ops::{cargo, linear};
use crate::shell;
use crate::toolchain::Toolchain;

pub(super) fn build(args: &Build) -> anyhow::Result<i32> {
    shell::configure(args.cargo.quiet, args.cargo.color.as_deref());
    let mut plan = Plan::new(&args.cargo, &args.wasm, "dev", false)?;
    if args.wasm.show_config {
        plan.show();
        return Ok(0);
    }
    plan.emit.clone_from(&args.emit);
    plan.build(&args.cargo)?;
    Ok(0)
}

pub(super) fn check(args: &Check) -> anyhow::Result<i32> {
    shell::configure(args.cargo.quiet, args.cargo.color.as_deref());
    let plan = Plan::new(&args.cargo, &args.wasm, "dev", false)?;
    if args.wasm.show_config {
        plan.show();
        return Ok(0);
    }
    let code = check_all(args, &plan);
    cargo::say_finished(&args.cargo, matches!(code, Ok(0)));
    code
}

fn check_all(args: &Check, plan: &Plan) -> anyhow::Result<i32> {
    for group in &plan.groups {
        let toolchain = Toolchain::for_build(&plan.cargo, &group.settings)?;
        let finished = plan.call("check", &args.cargo, group, &toolchain).build()?;
        if finished.code != 0 {
            return Ok(finished.code);
        }
        if linear::concerns(&finished) {
            let call = plan.call("build", &args.cargo, group, &toolchain);
            let code = linear::check(&call)?;
            if code != 0 {
                return Ok(code);
            }
        }
    }
    Ok(0)
}
