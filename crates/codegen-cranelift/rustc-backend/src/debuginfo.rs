//! Debug information: which function, file and line an instruction comes from, through inlined calls, and variables if they are
//! asked for.

mod types;
mod variables;

use std::cell::RefCell;
use std::ops::Range;

use rustc_abi::Size;
use rustc_codegen_ssa::mir::debuginfo::{DebugScope, FunctionDebugContext, VariableKind};
use rustc_codegen_ssa::traits::{
    CoverageInfoBuilderMethods, DebugInfoBuilderMethods, DebugInfoCodegenMethods,
};
use rustc_data_structures::fx::FxHashMap;
use rustc_index::IndexVec;
use rustc_middle::mir::coverage::CoverageKind;
use rustc_middle::mir::{self, SourceScope};
use rustc_middle::ty::layout::HasTypingEnv;
use rustc_middle::ty::print::{
    with_no_trimmed_paths, with_no_visible_paths, with_resolve_crate_name,
};
use rustc_middle::ty::{self, ExistentialTraitRef, Instance, Ty, TyCtxt};
use rustc_session::config::DebugInfo;
use rustc_span::{BytePos, FileName, RemapPathScopeComponents, SourceFile, Span, Symbol, hygiene};
use rustc_target::callconv::FnAbi;
use wasmir::debug::MAX_DEPTH;
use wasmir::{
    File, FileId, Location, LocationId, Module, Subprogram, SubprogramId, SymbolId, TypeId,
};

use crate::builder::Builder;
use crate::context::CodegenCx;
use crate::value::Value;

/// A scope that locations are in: a function, in a file that may be another one's where a macro was expanded.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Scope {
    subprogram: SubprogramId,
    file: FileId,
    /// How many blocks it is within.
    depth: u32,
}

/// A line of a source file, by its place among all files.
#[derive(Clone)]
struct Line {
    bytes: Range<BytePos>,
    /// From 1.
    number: u32,
}

/// What has a number already.
pub struct DebugContext<'tcx> {
    /// The line that was asked for last: the next instruction is often of the same.
    line: RefCell<Line>,
    files: RefCell<FxHashMap<BytePos, FileId>>,
    locations: RefCell<FxHashMap<Location, LocationId>>,
    /// Of functions that are inlined.
    scopes: RefCell<FxHashMap<Instance<'tcx>, Scope>>,
    types: RefCell<FxHashMap<Ty<'tcx>, TypeId>>,
    named: RefCell<Vec<variables::Named>>,
}

impl<'tcx> DebugContext<'tcx> {
    /// Says who made the module, and where.
    pub fn new(tcx: TyCtxt<'tcx>, module: &mut Module) -> Self {
        let sess = tcx.sess;
        if sess.opts.debuginfo != DebugInfo::None {
            let version = rustc_interface::util::rustc_version_str().unwrap_or("unknown version");
            module.debug.producer = Some(format!("rustc version {version} with WasmRust"));
            let directory = sess.source_map().working_dir();
            let directory = directory.path(RemapPathScopeComponents::DEBUGINFO);
            module.debug.directory = Some(directory.to_string_lossy().into_owned());
        }
        DebugContext {
            line: RefCell::new(Line {
                bytes: BytePos(0)..BytePos(0),
                number: 0,
            }),
            files: RefCell::default(),
            locations: RefCell::default(),
            scopes: RefCell::default(),
            types: RefCell::default(),
            named: RefCell::default(),
        }
    }
}

impl<'tcx> CodegenCx<'tcx> {
    fn file(&self, file: &SourceFile) -> FileId {
        if let Some(&id) = self.debug.files.borrow().get(&file.start_pos) {
            return id;
        }
        let path = match &file.name {
            FileName::Real(real) => real
                .path(RemapPathScopeComponents::DEBUGINFO)
                .to_string_lossy()
                .into_owned(),
            other => other
                .display(RemapPathScopeComponents::DEBUGINFO)
                .to_string(),
        };
        let id = self.module.borrow_mut().debug.files.push(File { path });
        self.debug.files.borrow_mut().insert(file.start_pos, id);
        id
    }

    /// Line and column, from 1.
    fn line_and_column(&self, at: BytePos) -> (u32, u32) {
        let last = self.debug.line.borrow().clone();
        if last.bytes.contains(&at) {
            return (last.number, (at - last.bytes.start).0 + 1);
        }
        let Ok(found) = self.tcx.sess.source_map().lookup_line(at) else {
            return (0, 0);
        };
        let number = found.line as u32 + 1;
        let bytes = found.sf.line_bounds(found.line);
        let column = (at - bytes.start).0 + 1;
        self.debug.line.replace(Line { bytes, number });
        (number, column)
    }

    /// File, line and column, if code of the file has been translated.
    pub fn known_place(&self, at: BytePos) -> Option<(FileId, u32, u32)> {
        let file = self.tcx.sess.source_map().lookup_source_file(at);
        let file = *self.debug.files.borrow().get(&file.start_pos)?;
        let (line, column) = self.line_and_column(at);
        Some((file, line, column))
    }

    /// The scope of a function that has code: its symbol has the whole name.
    fn own_scope(&self, instance: Instance<'tcx>) -> Scope {
        let key = self.tcx.def_key(instance.def_id());
        self.new_scope(instance, key.disambiguated_data.as_sym(true).to_string())
    }

    /// The scope of a function that is inlined.
    fn inlined_scope(&self, instance: Instance<'tcx>) -> Scope {
        if let Some(&scope) = self.debug.scopes.borrow().get(&instance) {
            return scope;
        }
        let tcx = self.tcx;
        // Whole paths from where things are defined, as the linker's names have them, and cheaper than those from here.
        let name = with_resolve_crate_name!(with_no_visible_paths!(with_no_trimmed_paths!(
            tcx.def_path_str_with_args(instance.def_id(), instance.args)
        )));
        let scope = self.new_scope(instance, name);
        self.debug.scopes.borrow_mut().insert(instance, scope);
        scope
    }

    fn new_scope(&self, instance: Instance<'tcx>, name: String) -> Scope {
        let span = self.tcx.def_span(instance.def_id());
        let file = self.file(&self.tcx.sess.source_map().lookup_source_file(span.lo()));
        let (line, _) = self.line_and_column(span.lo());
        let subprogram = Subprogram {
            name,
            file,
            line,
            within: None,
        };
        let subprogram = self.module.borrow_mut().debug.subprograms.push(subprogram);
        Scope {
            subprogram,
            file,
            depth: 0,
        }
    }

    /// The scope of a block in which variables are. Very deep ones are one.
    fn block_scope(&self, around: Scope, span: Span) -> Scope {
        if around.depth == MAX_DEPTH {
            return around;
        }
        let (line, _) = self.line_and_column(span.lo());
        let block = Subprogram {
            name: String::new(),
            file: around.file,
            line,
            within: Some(around.subprogram),
        };
        let subprogram = self.module.borrow_mut().debug.subprograms.push(block);
        Scope {
            subprogram,
            depth: around.depth + 1,
            ..around
        }
    }

    fn fill_scope(
        &self,
        instance: Instance<'tcx>,
        mir: &mir::Body<'tcx>,
        context: &mut FunctionDebugContext<'tcx, Scope, LocationId>,
        scope: SourceScope,
        has_variables: bool,
    ) {
        let data = &mir.source_scopes[scope];
        let source_map = self.tcx.sess.source_map();
        let Some(parent) = data.parent_scope else {
            let file = source_map.lookup_source_file(mir.span.lo());
            context.scopes[scope].file_start_pos = file.start_pos;
            context.scopes[scope].file_end_pos = file.end_position();
            return;
        };
        // Parents have smaller numbers: they are filled before their children.
        let parent = context.scopes[parent];
        let Some((callee, call)) = data.inlined else {
            context.scopes[scope] = match has_variables {
                true => DebugScope {
                    dbg_scope: self.block_scope(parent.dbg_scope, data.span),
                    ..parent
                },
                false => parent,
            };
            return;
        };
        let callee = self.tcx.instantiate_and_normalize_erasing_regions(
            instance.args,
            self.typing_env(),
            ty::EarlyBinder::bind(callee),
        );
        let dbg_scope = self.inlined_scope(callee);
        let call = hygiene::walk_chain_collapsed(call, mir.span);
        let call_scope = parent.adjust_dbg_scope_for_span(self, call);
        let inlined_at = self.dbg_loc(call_scope, parent.inlined_at, call);
        let file = source_map.lookup_source_file(data.span.lo());
        context.scopes[scope] = DebugScope {
            dbg_scope,
            inlined_at: Some(inlined_at),
            file_start_pos: file.start_pos,
            file_end_pos: file.end_position(),
        };
    }
}

impl<'tcx> DebugInfoCodegenMethods<'tcx> for CodegenCx<'tcx> {
    fn create_vtable_debuginfo(
        &self,
        _ty: Ty<'tcx>,
        _trait_ref: Option<ExistentialTraitRef<'tcx>>,
        _vtable: Value,
    ) {
    }

    fn create_function_debug_context(
        &self,
        instance: Instance<'tcx>,
        fn_abi: &FnAbi<'tcx, Ty<'tcx>>,
        llfn: SymbolId,
        mir: &mir::Body<'tcx>,
    ) -> Option<FunctionDebugContext<'tcx, Scope, LocationId>> {
        if self.tcx.sess.opts.debuginfo == DebugInfo::None {
            return None;
        }
        let dbg_scope = self.dbg_scope_fn(instance, fn_abi, Some(llfn));
        let body = self.body(llfn);
        self.bodies.borrow()[body as usize].borrow_mut().subprogram = Some(dbg_scope.subprogram);
        let outermost = DebugScope {
            dbg_scope,
            inlined_at: None,
            file_start_pos: BytePos(0),
            file_end_pos: BytePos(0),
        };
        let mut context = FunctionDebugContext {
            scopes: IndexVec::from_elem(outermost, mir.source_scopes.as_slice()),
            inlined_function_scopes: Default::default(),
        };
        let with_variables = match self.tcx.sess.opts.debuginfo {
            DebugInfo::Full => Some(variables::scopes(mir)),
            _ => None,
        };
        for scope in mir.source_scopes.indices() {
            let has_variables = with_variables.as_ref().is_some_and(|it| it.contains(scope));
            self.fill_scope(instance, mir, &mut context, scope, has_variables);
        }
        Some(context)
    }

    fn dbg_scope_fn(
        &self,
        instance: Instance<'tcx>,
        _fn_abi: &FnAbi<'tcx, Ty<'tcx>>,
        maybe_definition_llfn: Option<SymbolId>,
    ) -> Scope {
        match maybe_definition_llfn {
            Some(_) => self.own_scope(instance),
            None => self.inlined_scope(instance),
        }
    }

    fn dbg_loc(&self, scope: Scope, inlined_at: Option<LocationId>, span: Span) -> LocationId {
        let (line, column) = if span.is_dummy() {
            (0, 0)
        } else {
            self.line_and_column(span.lo())
        };
        let location = Location {
            file: scope.file,
            line,
            column,
            subprogram: Some(scope.subprogram),
            inlined_at,
        };
        *self
            .debug
            .locations
            .borrow_mut()
            .entry(location)
            .or_insert_with(|| self.module.borrow_mut().debug.locations.push(location))
    }

    fn extend_scope_to_file(&self, scope_metadata: Scope, file: &SourceFile) -> Scope {
        Scope {
            file: self.file(file),
            ..scope_metadata
        }
    }

    fn debuginfo_finalize(&self) {}

    fn create_dbg_var(
        &self,
        variable_name: Symbol,
        variable_type: Ty<'tcx>,
        _scope_metadata: Scope,
        variable_kind: VariableKind,
        _span: Span,
    ) -> u32 {
        self.name_variable(variable_name, variable_type, variable_kind)
    }
}

impl<'a, 'tcx> DebugInfoBuilderMethods<'tcx> for Builder<'a, 'tcx> {
    fn dbg_var_addr(
        &mut self,
        dbg_var: u32,
        dbg_loc: LocationId,
        variable_alloca: Value,
        direct_offset: Size,
        indirect_offsets: &[Size],
        fragment: &Option<Range<Size>>,
    ) {
        self.place_variable(
            dbg_var,
            dbg_loc,
            variable_alloca,
            direct_offset,
            indirect_offsets,
            fragment.clone(),
        );
    }

    // Of values that have a place, too.
    fn dbg_var_value(
        &mut self,
        _dbg_var: u32,
        _dbg_loc: LocationId,
        _value: Value,
        _direct_offset: Size,
        _indirect_offsets: &[Size],
        _fragment: &Option<Range<Size>>,
    ) {
    }

    fn set_dbg_loc(&mut self, dbg_loc: LocationId) {
        self.location = wasmir::body::source_loc(Some(dbg_loc));
    }

    fn clear_dbg_loc(&mut self) {
        self.location = wasmir::body::source_loc(None);
    }

    fn insert_reference_to_gdb_debug_scripts_section_global(&mut self) {}

    fn set_var_name(&mut self, _value: Value, _name: &str) {}
}

impl<'tcx> CoverageInfoBuilderMethods<'tcx> for Builder<'_, 'tcx> {
    fn add_coverage(&mut self, _instance: Instance<'tcx>, _kind: &CoverageKind) {}
}
