//! What is said when the back end crashes: which item it was at, its MIR, and how to see it again.

use rustc_middle::mir::pretty::MirWriter;
use rustc_middle::mono::MonoItem;
use rustc_middle::ty::TyCtxt;

/// An item that is being translated. Dropped in a panic, it tells.
pub struct Translating<'a, 'tcx> {
    tcx: TyCtxt<'tcx>,
    item: &'a MonoItem<'tcx>,
}

impl<'a, 'tcx> Translating<'a, 'tcx> {
    pub fn new(tcx: TyCtxt<'tcx>, item: &'a MonoItem<'tcx>) -> Self {
        Translating { tcx, item }
    }
}

impl Drop for Translating<'_, '_> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        let report = report(self.tcx, self.item);
        self.tcx.dcx().note(report);
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
