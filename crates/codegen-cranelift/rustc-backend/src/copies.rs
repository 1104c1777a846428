//! Small functions of the image, translated once more in other objects that call them: a call costs more than what they do, and what
//! std checks of the arguments of unsafe functions in development is of this kind.
//!
//! An object has their bodies only until they are put in the place of calls. A call that is left goes to the image.

use std::collections::VecDeque;

use rustc_codegen_ssa::mono_item::MonoItemExt;
use rustc_hir::attrs::Linkage;
use rustc_hir::def::DefKind;
use rustc_hir::find_attr;
use rustc_middle::mir::{Body, StatementKind};
use rustc_middle::mono::{MonoItem, MonoItemData, Visibility};
use rustc_middle::ty::{Instance, InstanceKind, TyCtxt};
use wasmir::{Function, Item, SymbolId};

use crate::builder::Builder;
use crate::context::CodegenCx;
use crate::{crash, image, mono};

/// Statements and blocks of a body that is copied, at most.
struct Size {
    statements: usize,
    blocks: usize,
}

const SMALL: Size = Size {
    statements: 12,
    blocks: 8,
};

/// Those of a check of std's, of which little is left where it is called with constants.
const CHECK: Size = Size {
    statements: 60,
    blocks: 40,
};

/// Translates those that the unit calls, and returns what it declares them as. What they call is the image's, too.
pub fn define(cx: &mut CodegenCx<'_>, name: &str) -> Vec<(SymbolId, Function)> {
    let mut copies = Vec::new();
    if !image::is_used(cx.tcx) {
        return copies;
    }
    let named = |cx: &CodegenCx<'_>| cx.instances.borrow().len();
    let mut called: VecDeque<_> = (0..named(cx)).map(|it| (it, false)).collect();
    while let Some((number, by_check)) = called.pop_front() {
        let (&instance, &symbol) = cx
            .instances
            .borrow()
            .get_index(number)
            .expect("it is named");
        let declared = match &cx.module.borrow().symbols[symbol].item {
            Item::Function(it @ Function::Undefined { import: None, .. }) => it.clone(),
            _ => continue,
        };
        let item = MonoItem::Fn(instance);
        if cx.is_begun(symbol)
            || !is_copied(cx.tcx, instance, by_check)
            || !image::holds_item(cx.tcx, item)
        {
            continue;
        }
        let before = named(cx);
        let data = MonoItemData {
            inlined: true,
            linkage: Linkage::AvailableExternally,
            visibility: Visibility::Hidden,
            size_estimate: 0,
        };
        crash::watch(cx.tcx, &item, || {
            item.define::<Builder<'_, '_>>(cx, name, data)
        });
        copies.push((symbol, declared));
        if by_check || is_check(cx.tcx, instance) {
            called.extend((before..named(cx)).map(|it| (it, true)));
        }
    }
    copies
}

/// Whether a function is small, and one for all types: there are few of those, which much calls. What checks call may have types.
fn is_copied<'tcx>(tcx: TyCtxt<'tcx>, instance: Instance<'tcx>, by_check: bool) -> bool {
    let InstanceKind::Item(id) = instance.def else {
        return false;
    };
    let is_function = matches!(tcx.def_kind(id), DefKind::Fn | DefKind::AssocFn);
    // Another's object, of std or of a library, has what it calls besides.
    if !is_function
        || !by_check && instance.args.types().next().is_some()
        || !tcx.should_codegen_locally(instance)
        || tcx.intrinsic(id).is_some()
    {
        return false;
    }
    let attributes = tcx.codegen_instance_attrs(instance.def);
    let size = match by_check || is_check(tcx, instance) {
        true => CHECK,
        false => SMALL,
    };
    !attributes.contains_extern_indicator()
        && !mono::is_kept(&attributes)
        && is_within(tcx.instance_mir(instance.def), size)
}

/// Whether a function is what `core::assert_unsafe_precondition!` makes, which says that MIR's inliner is to leave it alone.
fn is_check<'tcx>(tcx: TyCtxt<'tcx>, instance: Instance<'tcx>) -> bool {
    find_attr!(tcx, instance.def_id(), RustcNoMirInline)
}

fn is_within(body: &Body<'_>, size: Size) -> bool {
    let is_code = |it: &StatementKind<'_>| {
        !matches!(
            it,
            StatementKind::StorageLive(_) | StatementKind::StorageDead(_) | StatementKind::Nop
        )
    };
    let statements = body.basic_blocks.iter().flat_map(|it| &it.statements);
    body.basic_blocks.len() <= size.blocks
        && statements.filter(|it| is_code(&it.kind)).count() <= size.statements
}
