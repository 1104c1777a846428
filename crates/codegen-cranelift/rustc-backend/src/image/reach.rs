//! What the image needs: all that instances reach.

use rustc_data_structures::fx::{FxHashMap, FxHashSet, FxIndexSet};
use rustc_data_structures::stack::ensure_sufficient_stack;
use rustc_hir::LangItem;
use rustc_hir::def_id::DefId;
use rustc_middle::mono::CollectionMode;
use rustc_middle::ty::{Instance, TyCtxt};
use rustc_span::Span;

use super::{function, items_of};

/// Instances by depth-first search, from those that are asked for.
pub struct Reach<'a, 'tcx> {
    tcx: TyCtxt<'tcx>,
    /// Whether an earlier build has compiled an instance, with all that it reaches.
    is_there: &'a dyn Fn(Instance<'tcx>) -> bool,
    /// What is to be compiled.
    pub found: FxIndexSet<Instance<'tcx>>,
    /// What was only mentioned: optimisation has left no use of it.
    mentioned: FxHashSet<Instance<'tcx>>,
    /// How often a function is among those that are being looked at.
    depths: FxHashMap<DefId, usize>,
}

impl<'a, 'tcx> Reach<'a, 'tcx> {
    pub fn new(tcx: TyCtxt<'tcx>, is_there: &'a dyn Fn(Instance<'tcx>) -> bool) -> Self {
        Reach {
            tcx,
            is_there,
            found: FxIndexSet::default(),
            mentioned: FxHashSet::default(),
            depths: FxHashMap::default(),
        }
    }

    /// Adds an instance that is used, and what it reaches.
    pub fn used(&mut self, instance: Instance<'tcx>, span: Span) {
        if !(self.is_there)(instance) && self.found.insert(instance) {
            self.follow(instance, span, CollectionMode::UsedItems);
        }
    }

    /// Computes the constants of an instance that is only mentioned, and of those that it mentions: an error in them is one of the
    /// program.
    fn mentioned(&mut self, instance: Instance<'tcx>, span: Span) {
        if !self.found.contains(&instance)
            && self.mentioned.insert(instance)
            && !(self.is_there)(instance)
        {
            self.follow(instance, span, CollectionMode::MentionedItems);
        }
    }

    fn follow(&mut self, instance: Instance<'tcx>, span: Span, mode: CollectionMode) {
        let id = instance.def_id();
        let depth = self.depths.get(&id).copied().unwrap_or(0);
        self.limit(instance, span, depth);
        self.depths.insert(id, depth + 1);
        ensure_sufficient_stack(|| {
            let Ok((used, mentioned)) = items_of(self.tcx, (instance, mode)) else {
                self.too_deep(instance, span);
            };
            for item in used {
                if let Some(instance) = function(item.node) {
                    self.used(instance, item.span);
                }
            }
            for item in mentioned {
                if let Some(instance) = function(item.node) {
                    self.mentioned(instance, item.span);
                }
            }
        });
        self.depths.insert(id, depth);
    }

    /// A function that is in use so often at the same time has instances without end.
    fn limit(&self, instance: Instance<'tcx>, span: Span, depth: usize) {
        let is_drop = self
            .tcx
            .is_lang_item(instance.def_id(), LangItem::DropInPlace);
        // Drop glue comes in tight circles, as in rustc's own collector.
        let depth = if is_drop { depth / 4 } else { depth };
        if !self.tcx.recursion_limit().value_within_limit(depth) {
            self.too_deep(instance, span);
        }
    }

    fn too_deep(&self, instance: Instance<'tcx>, span: Span) -> ! {
        let text = format!("reached the recursion limit while instantiating `{instance}`");
        self.tcx.dcx().span_fatal(span, text)
    }
}
