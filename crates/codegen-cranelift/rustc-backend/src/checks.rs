//! rustc's checks of each instance, left out where they cannot find anything.
//!
//! They ask whether vectors and unsized values are passed by an ABI that is not Rust's own, and for that compute the type of each
//! callee of each instance. Whose ABI a callee has is the same in all instances, so one look at the generic function mostly does.

use std::sync::OnceLock;

use rustc_hir::def::DefKind;
use rustc_middle::mir::{Body, TerminatorKind};
use rustc_middle::ty::{self, Instance, InstanceKind, TyCtxt};
use rustc_middle::util::Providers;

type CheckMonoItem = for<'tcx> fn(TyCtxt<'tcx>, Instance<'tcx>);

/// rustc's own checks.
static RUSTC: OnceLock<CheckMonoItem> = OnceLock::new();

/// Puts itself before rustc's checks.
pub fn provide(providers: &mut Providers) {
    let query = &mut providers.queries.check_mono_item;
    let _ = RUSTC.set(*query);
    *query = check_mono_item;
}

fn check_mono_item<'tcx>(tcx: TyCtxt<'tcx>, instance: Instance<'tcx>) {
    if !cannot_fail(tcx, instance) {
        let rustc = RUSTC.get().expect("this is provided in its place");
        rustc(tcx, instance);
    }
}

/// Whether an instance and all that it calls have Rust's ABI, and nobody asks for moves of large values.
fn cannot_fail<'tcx>(tcx: TyCtxt<'tcx>, instance: Instance<'tcx>) -> bool {
    let is_rustic = match instance.def {
        InstanceKind::DropGlue(..) => true,
        InstanceKind::Item(id) if tcx.is_closure_like(id) => true,
        InstanceKind::Item(id) => {
            matches!(tcx.def_kind(id), DefKind::Fn | DefKind::AssocFn)
                && tcx.fn_sig(id).skip_binder().abi().is_rustic_abi()
        }
        _ => false,
    };
    is_rustic
        && tcx.move_size_limit().0 == 0
        && calls_rust_alone(tcx, tcx.instance_mir(instance.def))
}

fn calls_rust_alone<'tcx>(tcx: TyCtxt<'tcx>, body: &Body<'tcx>) -> bool {
    body.basic_blocks.iter().all(|block| {
        let (TerminatorKind::Call { func, .. } | TerminatorKind::TailCall { func, .. }) =
            &block.terminator().kind
        else {
            return true;
        };
        match *func.ty(body, tcx).kind() {
            ty::FnDef(id, _) => tcx.fn_sig(id).skip_binder().abi().is_rustic_abi(),
            ty::FnPtr(_, header) => header.abi.is_rustic_abi(),
            // A parameter or a projection.
            _ => false,
        }
    })
}
