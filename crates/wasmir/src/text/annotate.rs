//! Comments in what is printed: names, places in the source, or whatever a dump puts beside the code.

use std::collections::HashMap;

use cranelift_codegen::ir::{Block, Inst};

use crate::body;
use crate::{FileId, LocationId, Module, SymbolId};

/// What is said in comments. Each method may give text of several lines.
pub trait Annotate {
    /// Before a symbol.
    fn symbol(&self, module: &Module, symbol: SymbolId) -> Option<String> {
        let _ = (module, symbol);
        None
    }

    /// Before a block of the body of `symbol`.
    fn block(&self, module: &Module, symbol: SymbolId, block: Block) -> Option<String> {
        let _ = (module, symbol, block);
        None
    }

    /// Before an instruction of the body of `symbol`: of its place, if the instruction before has another one.
    fn instruction(&self, module: &Module, symbol: SymbolId, inst: Inst) -> Option<String> {
        let ir = &module.body(symbol)?.ir;
        let location = body::location(ir.srcloc(inst))?;
        let before = ir.layout.prev_inst(inst);
        let before = before.and_then(|inst| body::location(ir.srcloc(inst)));
        if before == Some(location) {
            return None;
        }
        self.location(module, symbol, location)
    }

    /// Of a place that code of the function `symbol` comes from.
    fn location(&self, module: &Module, symbol: SymbolId, location: LocationId) -> Option<String> {
        let _ = (module, symbol, location);
        None
    }

    /// Behind the declaration of what a body uses, when it names `target`. It is one line.
    fn reference(&self, module: &Module, target: SymbolId) -> Option<String> {
        let _ = (module, target);
        None
    }
}

/// No comments but those of Cranelift's printer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

impl Annotate for Plain {}

/// The names of symbols where bodies declare what they use.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names;

impl Annotate for Names {
    fn reference(&self, module: &Module, target: SymbolId) -> Option<String> {
        Some(module.symbols.get(target)?.name.clone())
    }
}

/// Both comments, the first one's before the second one's.
impl<A: Annotate, B: Annotate> Annotate for (A, B) {
    fn symbol(&self, module: &Module, symbol: SymbolId) -> Option<String> {
        join(self.0.symbol(module, symbol), self.1.symbol(module, symbol))
    }

    fn block(&self, module: &Module, symbol: SymbolId, block: Block) -> Option<String> {
        join(
            self.0.block(module, symbol, block),
            self.1.block(module, symbol, block),
        )
    }

    fn instruction(&self, module: &Module, symbol: SymbolId, inst: Inst) -> Option<String> {
        join(
            self.0.instruction(module, symbol, inst),
            self.1.instruction(module, symbol, inst),
        )
    }

    fn location(&self, module: &Module, symbol: SymbolId, location: LocationId) -> Option<String> {
        join(
            self.0.location(module, symbol, location),
            self.1.location(module, symbol, location),
        )
    }

    fn reference(&self, module: &Module, target: SymbolId) -> Option<String> {
        self.0
            .reference(module, target)
            .or_else(|| self.1.reference(module, target))
    }
}

fn join(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(format!("{}\n{other}", one.trim_end())),
        (one, other) => one.or(other),
    }
}

/// Where code comes from, with lines of the source, wherever that is another place than the instruction's before.
#[derive(Clone, Debug)]
pub struct Places {
    sources: HashMap<FileId, Vec<String>>,
}

impl Places {
    /// Prepares for a module. `read` gives the text of a file by its path, if there is one.
    pub fn new(module: &Module, read: impl Fn(&str) -> Option<String>) -> Self {
        let files = module.debug.files.iter().filter_map(|(id, file)| {
            let text = read(&file.path)?;
            Some((id, text.lines().map(str::to_owned).collect()))
        });
        Places {
            sources: files.collect(),
        }
    }

    /// `src/lib.rs:4:9 in hello::main`, the line of the source, and the calls by which it was inlined.
    fn describe(&self, module: &Module, location: LocationId) -> Option<String> {
        let debug = &module.debug;
        let mut text = String::new();
        let mut next = Some(location);
        while let Some(id) = next {
            let it = debug.locations.get(id)?;
            let path = &debug.files.get(it.file)?.path;
            text += if id == location {
                ""
            } else {
                "\n  inlined at "
            };
            text += &format!("{path}:{}:{}", it.line, it.column);
            let function = it.subprogram.and_then(|id| debug.function_of(id));
            if let Some(subprogram) = function.and_then(|id| debug.subprograms.get(id)) {
                text += &format!(" in {}", subprogram.name);
            }
            let line = (it.line as usize).checked_sub(1);
            let source = self
                .sources
                .get(&it.file)
                .zip(line)
                .and_then(|(lines, line)| lines.get(line));
            if let Some(source) = source.filter(|_| id == location) {
                text += &format!("\n  {}", source.trim());
            }
            // The verifier sees to it that they descend; before that, nothing here may go on for ever.
            next = it.inlined_at.filter(|caller| *caller < id);
        }
        Some(text)
    }
}

impl Annotate for Places {
    fn symbol(&self, module: &Module, symbol: SymbolId) -> Option<String> {
        let subprogram = module.body(symbol)?.subprogram?;
        let subprogram = module.debug.subprograms.get(subprogram)?;
        let file = module.debug.files.get(subprogram.file)?;
        Some(format!(
            "{}, {}:{}",
            subprogram.name, file.path, subprogram.line
        ))
    }

    fn location(&self, module: &Module, _: SymbolId, location: LocationId) -> Option<String> {
        self.describe(module, location)
    }
}
