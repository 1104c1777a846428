//! Inline assembly, which is not supported: there is no assembler for it.

use rustc_ast::{InlineAsmOptions, InlineAsmTemplatePiece};
use rustc_codegen_ssa::traits::{
    AsmBuilderMethods, AsmCodegenMethods, GlobalAsmOperandRef, InlineAsmOperandRef,
};
use rustc_middle::ty::Instance;
use rustc_span::{DUMMY_SP, Span};

use crate::builder::Builder;
use crate::context::{BasicBlock, CodegenCx};

const MESSAGE: &str = "the Cranelift backend does not support inline assembly";
const HELP: &str = "build with `--backend llvm`, or use functions of `core::arch::wasm32`";

impl<'a, 'tcx> AsmBuilderMethods<'tcx> for Builder<'a, 'tcx> {
    fn codegen_inline_asm(
        &mut self,
        template: &[InlineAsmTemplatePiece],
        _operands: &[InlineAsmOperandRef<'tcx, Self>],
        _options: InlineAsmOptions,
        line_spans: &[Span],
        _instance: Instance<'_>,
        dest: Option<BasicBlock>,
        _catch_funclet: Option<(BasicBlock, Option<&()>)>,
    ) {
        use rustc_codegen_ssa::traits::BuilderMethods;
        // An empty template is a barrier for the optimiser, and needs no assembler.
        let empty = template.iter().all(|piece| match piece {
            InlineAsmTemplatePiece::String(text) => text.trim().is_empty(),
            InlineAsmTemplatePiece::Placeholder { .. } => false,
        });
        if !empty {
            let span = line_spans.first().copied().unwrap_or(DUMMY_SP);
            self.tcx
                .dcx()
                .struct_span_err(span, MESSAGE)
                .with_help(HELP)
                .emit();
        }
        if let Some(dest) = dest {
            self.br(dest);
        }
    }
}

impl<'tcx> AsmCodegenMethods<'tcx> for CodegenCx<'tcx> {
    fn codegen_global_asm(
        &mut self,
        _template: &[InlineAsmTemplatePiece],
        _operands: &[GlobalAsmOperandRef<'tcx>],
        _options: InlineAsmOptions,
        line_spans: &[Span],
    ) {
        let span = line_spans.first().copied().unwrap_or(DUMMY_SP);
        self.tcx
            .dcx()
            .struct_span_err(span, MESSAGE)
            .with_help(HELP)
            .emit();
    }

    fn mangled_name(&self, instance: Instance<'tcx>) -> String {
        self.tcx.symbol_name(instance).name.to_owned()
    }
}
