//! Which statements of MIR are at which place of the source.

use std::fmt::Debug;

use rustc_data_structures::fx::FxHashMap;
use rustc_middle::mir::{BasicBlock, SourceInfo, StatementKind, TerminatorKind};
use rustc_middle::ty::Instance;
use rustc_span::hygiene;
use wasmir::text::Annotate;
use wasmir::{FileId, LocationId, Module, SymbolId};

use crate::context::CodegenCx;

/// File, line and column.
type Place = (FileId, u32, u32);

/// The statements of a unit's functions.
#[derive(Default)]
pub struct Statements(FxHashMap<SymbolId, FxHashMap<Place, Vec<String>>>);

impl Statements {
    /// Adds those of a function.
    pub fn add<'tcx>(&mut self, cx: &CodegenCx<'tcx>, instance: Instance<'tcx>, symbol: SymbolId) {
        let mir = cx.tcx.instance_mir(instance.def);
        let places = self.0.entry(symbol).or_default();
        let mut add = |block: BasicBlock, origin: SourceInfo, text: &dyn Debug| {
            // As `rustc_codegen_ssa` has it.
            let span = hygiene::walk_chain_collapsed(origin.span, mir.span);
            if let Some(place) = cx.known_place(span.lo()) {
                let statements = places.entry(place).or_default();
                statements.push(format!("{block:?}: {text:?}"));
            }
        };
        for (block, data) in mir.basic_blocks.iter_enumerated() {
            for statement in &data.statements {
                let silent = matches!(
                    statement.kind,
                    StatementKind::StorageLive(_)
                        | StatementKind::StorageDead(_)
                        | StatementKind::Nop
                );
                if !silent {
                    add(block, statement.source_info, statement);
                }
            }
            let terminator = data.terminator();
            add(block, terminator.source_info, &terminator.kind);
            // The call itself is where the function is named.
            if let TerminatorKind::Call { fn_span, .. } = terminator.kind
                && fn_span.lo() != terminator.source_info.span.lo()
            {
                let origin = SourceInfo {
                    span: fn_span,
                    ..terminator.source_info
                };
                add(block, origin, &terminator.kind);
            }
        }
    }
}

impl Annotate for &Statements {
    fn location(&self, module: &Module, symbol: SymbolId, location: LocationId) -> Option<String> {
        let location = module.debug.locations.get(location)?;
        let place = (location.file, location.line, location.column);
        Some(self.0.get(&symbol)?.get(&place)?.join("\n"))
    }
}
