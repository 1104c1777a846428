//! What is said when the back end crashes: which item it was at, its MIR, and how to see it again.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use rustc_errors::FatalErrorMarker;
use rustc_middle::mir::pretty::MirWriter;
use rustc_middle::mono::MonoItem;
use rustc_middle::ty::TyCtxt;

/// Does something to an item, and tells of it if that panics. What ends with an error of its own has said what it is.
pub fn watch<'tcx, R>(tcx: TyCtxt<'tcx>, item: &MonoItem<'tcx>, work: impl FnOnce() -> R) -> R {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done,
        Err(panic) => {
            if !panic.is::<FatalErrorMarker>() {
                tcx.dcx().note(report(tcx, item));
            }
            resume_unwind(panic)
        }
    }
}

fn report<'tcx>(tcx: TyCtxt<'tcx>, item: &MonoItem<'tcx>) -> String {
    let mut text = format!("the Cranelift backend crashed while it translated `{item}`");
    if let MonoItem::Fn(instance) = item {
        let body = tcx.instance_mir(instance.def);
        let mut mir = Vec::new();
        let writer = MirWriter::new(tcx);
        if writer.write_mir_fn(body, &mut mir).is_ok() {
            text.push_str("\n\n");
            text.push_str(&String::from_utf8_lossy(&mir));
        }
    }
    let command: Vec<String> = std::env::args()
        .map(|arg| {
            if arg.contains(|it: char| it.is_whitespace() || "\"'$&()[]{};*".contains(it)) {
                format!("'{}'", arg.replace('\'', r"'\''"))
            } else {
                arg
            }
        })
        .collect();
    text.push_str("\n\nto see it again, run\n  ");
    text.push_str(&command.join(" "));
    text.push_str("\nplease report this, with the lines above");
    text
}
