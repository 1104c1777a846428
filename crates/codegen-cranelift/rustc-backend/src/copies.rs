//! Small functions of the image, translated once more in other objects that call them: a call costs more than what they do, and what
//! std checks of the arguments of unsafe functions in development is of this kind.
//!
//! An object has their bodies only until they are put in the place of calls. A call that is left goes to the image.

use rustc_codegen_ssa::mono_item::MonoItemExt;
use rustc_hir::attrs::Linkage;
use rustc_hir::def::DefKind;
use rustc_middle::mir::{Body, StatementKind};
use rustc_middle::mono::{MonoItem, MonoItemData, Visibility};
use rustc_middle::ty::{Instance, InstanceKind, TyCtxt};
use wasmir::{Function, Item, SymbolId};

use crate::builder::Builder;
use crate::context::CodegenCx;
use crate::{crash, image, mono};

/// Statements and blocks of a function that is copied, at most.
const STATEMENTS: usize = 12;
const BLOCKS: usize = 8;

/// Translates those that the unit calls, and returns what it declares them as. What they call is the image's, too.
pub fn define(cx: &mut CodegenCx<'_>, name: &str) -> Vec<(SymbolId, Function)> {
    let mut copies = Vec::new();
    if !image::is_used(cx.tcx) {
        return copies;
    }
    let instances = cx.instances.borrow();
    let mut called: Vec<_> = instances.iter().map(|(it, id)| (*id, *it)).collect();
    drop(instances);
    // Their order is that in which they were named.
    called.sort_unstable_by_key(|(symbol, _)| *symbol);
    for (symbol, instance) in called {
        let declared = match &cx.module.borrow().symbols[symbol].item {
            Item::Function(it @ Function::Undefined { import: None, .. }) => it.clone(),
            _ => continue,
        };
        let item = MonoItem::Fn(instance);
        if cx.is_begun(symbol) || !is_copied(cx.tcx, instance) || !image::holds_item(cx.tcx, item) {
            continue;
        }
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
    }
    copies
}

/// Whether a function is small, and one for all types: there are few of those, which much calls.
fn is_copied<'tcx>(tcx: TyCtxt<'tcx>, instance: Instance<'tcx>) -> bool {
    let InstanceKind::Item(id) = instance.def else {
        return false;
    };
    let is_function = matches!(tcx.def_kind(id), DefKind::Fn | DefKind::AssocFn);
    // Another's object, of std or of a library, has what it calls besides.
    if !is_function
        || instance.args.types().next().is_some()
        || !tcx.should_codegen_locally(instance)
        || tcx.intrinsic(id).is_some()
    {
        return false;
    }
    let attributes = tcx.codegen_instance_attrs(instance.def);
    !attributes.contains_extern_indicator()
        && !mono::is_kept(&attributes)
        && is_short(tcx.instance_mir(instance.def))
}

fn is_short(body: &Body<'_>) -> bool {
    let is_code = |it: &StatementKind<'_>| {
        !matches!(
            it,
            StatementKind::StorageLive(_) | StatementKind::StorageDead(_) | StatementKind::Nop
        )
    };
    let statements = body.basic_blocks.iter().flat_map(|it| &it.statements);
    body.basic_blocks.len() <= BLOCKS
        && statements.filter(|it| is_code(&it.kind)).count() <= STATEMENTS
}
