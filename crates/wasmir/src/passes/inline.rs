//! Calls of small functions become their bodies.
//!
//! Cranelift's `inline` does it; what is decided here is which calls, and in which order: callees before callers, so that
//! what is put in has already had its own calls considered, and a call back into a circle is left. Instructions keep their
//! places in the source, with the call that they came by.
//!
//! What Cranelift 0.135 leaves to us: it does not carry over places, which travel as debug tags here, and it copies the names
//! of global values without giving them the caller's numbers.

use std::borrow::Cow;
use std::collections::HashMap;

use cranelift_codegen::Context;
use cranelift_codegen::entity::{EntityRef, EntitySet};
use cranelift_codegen::inline::{Inline, InlineCommand};
use cranelift_codegen::ir::{
    self, DebugTag, FuncRef, GlobalValue, GlobalValueData, Inst, Opcode, Value,
};

use super::{references, rename};
use crate::body::{self, Name};
use crate::{Binding, Body, Function, Item, Location, LocationId, Module, Symbol, SymbolId};

/// What is put in where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Instructions of a body that is put in, constants aside.
    pub callee: usize,
    /// Instructions of a body into which more is put.
    pub caller: usize,
}

impl Default for Limits {
    /// Bodies that are hardly longer than a call of them: accessors, conversions, forwarders.
    fn default() -> Self {
        Limits {
            callee: 12,
            caller: 2000,
        }
    }
}

/// Puts bodies in the place of calls, and returns how many calls there were. `may_inline` is asked of each callee; weak ones,
/// which may be replaced when modules are linked, are never put in.
///
/// Functions that are no longer called stay; [`dead`](super::dead::dead) removes them.
///
/// # Panics
/// The module is not valid.
pub fn inline(module: &mut Module, limits: Limits, may_inline: impl Fn(&Symbol) -> bool) -> usize {
    let order = callees_first(module);
    let places = !module.debug.locations.is_empty();
    let ids: Vec<SymbolId> = module.symbols.keys().collect();
    for id in ids {
        if let Some(body) = body_mut(module, id) {
            // Cranelift would follow declarations that are none.
            rename(&mut body.ir, |symbol| symbol);
            if places {
                tag(&mut body.ir);
            }
        }
    }
    let mut driver = Driver {
        limits,
        candidates: EntitySet::with_capacity(module.symbols.len()),
        module,
        copied: Vec::new(),
        calls: 0,
    };
    for id in &order {
        driver.function(*id, &may_inline);
    }
    let calls = driver.calls;
    let mut rebased = HashMap::new();
    for id in order {
        let Some(mut body) = take(module, id) else {
            continue;
        };
        if places {
            untag(module, &mut rebased, &mut body.ir);
        }
        module.symbols[id].item = Function::Defined(body).into();
    }
    calls
}

/// The functions with bodies, each after those that it calls, as far as there are no circles.
fn callees_first(module: &Module) -> Vec<SymbolId> {
    let mut order = Vec::new();
    let mut seen = EntitySet::with_capacity(module.symbols.len());
    for root in module.symbols.keys() {
        // Depth first, with a stack of our own: chains of calls are as long as they please.
        let mut stack = Vec::new();
        let enter = |id: SymbolId, seen: &mut EntitySet<SymbolId>| {
            let body = module.body(id).filter(|_| seen.insert(id))?;
            let callees: Vec<SymbolId> = references(&body.ir).collect();
            Some((id, callees.into_iter()))
        };
        stack.extend(enter(root, &mut seen));
        while let Some((id, callees)) = stack.last_mut() {
            match callees.next() {
                Some(callee) => {
                    let entered = enter(resolve_alias(module, callee), &mut seen);
                    stack.extend(entered);
                }
                None => {
                    order.push(*id);
                    stack.pop();
                }
            }
        }
    }
    order
}

fn resolve_alias(module: &Module, id: SymbolId) -> SymbolId {
    match module.function(id) {
        Some(Function::Alias { target }) if module.symbols[id].binding != Binding::Weak => *target,
        _ => id,
    }
}

fn body_mut(module: &mut Module, id: SymbolId) -> Option<&mut Body> {
    match &mut module.symbols[id].item {
        Item::Function(Function::Defined(body)) => Some(body),
        _ => None,
    }
}

/// Takes the body of `id` out of the module, so that others can be read while it is changed.
fn take(module: &mut Module, id: SymbolId) -> Option<Box<Body>> {
    module.body(id)?;
    let placeholder = Function::Alias { target: id };
    let item = std::mem::replace(&mut module.symbols[id].item, placeholder.into());
    match item {
        Item::Function(Function::Defined(body)) => Some(body),
        _ => unreachable!("it has a body"),
    }
}

struct Driver<'a> {
    module: &'a mut Module,
    limits: Limits,
    /// Whose bodies are finished and small.
    candidates: EntitySet<SymbolId>,
    /// From where global values of the caller are copies of a callee's.
    copied: Vec<(GlobalValue, SymbolId)>,
    /// How many bodies were put in.
    calls: usize,
}

impl Driver<'_> {
    /// Puts bodies into that of `id`, and sees whether it can be put in itself.
    fn function(&mut self, id: SymbolId, may_inline: &impl Fn(&Symbol) -> bool) {
        let Some(mut body) = take(self.module, id) else {
            return;
        };
        let mut context = Context::for_function(body.ir);
        let size = size(&context.func);
        let mut choice = Choice { size, driver: self };
        let changed = context
            .inline(&mut choice)
            .expect("a body that is valid stays within Cranelift's limits");
        body.ir = context.func;
        if changed {
            self.name_copies(&mut body.ir);
            body.ir.dfg.resolve_all_aliases();
            rename(&mut body.ir, |symbol| symbol);
        }
        let symbol = &self.module.symbols[id];
        let small = self::size(&body.ir) <= self.limits.callee;
        let calls_itself = references(&body.ir).any(|it| resolve_alias(self.module, it) == id);
        if small
            && !calls_itself
            && symbol.binding != Binding::Weak
            && may_inline(symbol)
            && is_connected(&body.ir)
        {
            self.candidates.insert(id);
        }
        self.module.symbols[id].item = Function::Defined(body).into();
    }

    /// Gives global values that Cranelift copied from callees the names that they have in the caller, `ir`.
    fn name_copies(&mut self, ir: &mut ir::Function) {
        for (start, callee) in self.copied.drain(..) {
            let callee = self.module.body(callee).expect("it was put in");
            for (index, data) in callee.ir.global_values.iter() {
                let GlobalValueData::Symbol { name, .. } = data else {
                    continue;
                };
                let Name::Symbol(symbol) = body::resolve(&callee.ir, name) else {
                    continue;
                };
                let external = body::external_name(ir, symbol);
                let copy = GlobalValue::new(start.index() + index.index());
                if let GlobalValueData::Symbol { name, .. } = &mut ir.global_values[copy] {
                    *name = external;
                }
            }
        }
    }
}

/// Decides for the calls of one caller.
struct Choice<'a, 'b> {
    driver: &'a mut Driver<'b>,
    /// Of the caller, so far.
    size: usize,
}

impl Inline for Choice<'_, '_> {
    fn inline(
        &mut self,
        caller: &ir::Function,
        _call: Inst,
        _opcode: Opcode,
        callee: FuncRef,
        _arguments: &[Value],
    ) -> InlineCommand<'_> {
        let driver = &mut *self.driver;
        let Name::Symbol(symbol) = body::callee(caller, callee) else {
            return InlineCommand::KeepCall;
        };
        let symbol = resolve_alias(driver.module, symbol);
        if !driver.candidates.contains(symbol) || self.size >= driver.limits.caller {
            return InlineCommand::KeepCall;
        }
        driver.calls += 1;
        driver
            .copied
            .push((caller.global_values.next_key(), symbol));
        let body = driver.module.body(symbol).expect("a candidate has a body");
        self.size += size(&body.ir);
        InlineCommand::Inline {
            callee: Cow::Borrowed(&body.ir),
            // Its own calls were decided when it was finished.
            visit_callee: false,
        }
    }
}

/// Instructions that are code: constants mostly become parts of others.
fn size(ir: &ir::Function) -> usize {
    let insts = ir
        .layout
        .blocks()
        .flat_map(|block| ir.layout.block_insts(block));
    let is_constant = |inst: &Inst| {
        matches!(
            ir.dfg.insts[*inst].opcode(),
            Opcode::Iconst | Opcode::F32const | Opcode::F64const
        )
    };
    insts.filter(|inst| !is_constant(inst)).count()
}

/// Whether every block can be reached. Cranelift would leave those empty that cannot.
fn is_connected(ir: &ir::Function) -> bool {
    let mut pending: Vec<_> = ir.layout.entry_block().into_iter().collect();
    let mut seen = EntitySet::new();
    let mut count = 0;
    while let Some(block) = pending.pop() {
        if seen.insert(block) {
            count += 1;
            pending.extend(ir.block_successors(block));
        }
    }
    count == ir.layout.blocks().count()
}

/// Writes the places of a body's instructions into their tags, to which Cranelift adds those of calls.
fn tag(ir: &mut ir::Function) {
    let blocks: Vec<_> = ir.layout.blocks().collect();
    for block in blocks {
        let insts: Vec<_> = ir.layout.block_insts(block).collect();
        for inst in insts {
            let place = ir.srcloc(inst).bits();
            ir.debug_tags.set(inst, [DebugTag::User(place)]);
        }
    }
}

/// Makes places of the tags: each is where the one before it is called.
fn untag(
    module: &mut Module,
    rebased: &mut HashMap<(LocationId, LocationId), LocationId>,
    ir: &mut ir::Function,
) {
    let blocks: Vec<_> = ir.layout.blocks().collect();
    for block in blocks {
        let insts: Vec<_> = ir.layout.block_insts(block).collect();
        for inst in insts {
            let mut place = None;
            for tag in ir.debug_tags.get(inst) {
                let DebugTag::User(bits) = tag else {
                    continue;
                };
                let next = body::location(ir::SourceLoc::new(*bits));
                place = match (place, next) {
                    (Some(call), Some(next)) => Some(inlined_at(module, rebased, next, call)),
                    // Code without a place is at its call.
                    (call, next) => next.or(call),
                };
            }
            // The first place that is set is what a body's others are relative to, and must be one.
            if place.is_some() {
                ir.set_srcloc(inst, body::source_loc(place));
            }
        }
    }
    ir.debug_tags.clear();
}

/// The location `place`, or that of the outermost call by which it got where it is, as inlined at `call`.
fn inlined_at(
    module: &mut Module,
    rebased: &mut HashMap<(LocationId, LocationId), LocationId>,
    place: LocationId,
    call: LocationId,
) -> LocationId {
    if let Some(known) = rebased.get(&(place, call)) {
        return *known;
    }
    let location = module.debug.locations[place];
    // One that does not say what function it belongs to cannot be a part of another's.
    if location.subprogram.is_none() {
        return call;
    }
    let caller = match location.inlined_at {
        Some(outer) => inlined_at(module, rebased, outer, call),
        None => call,
    };
    let made = module.debug.locations.push(Location {
        inlined_at: Some(caller),
        ..location
    });
    rebased.insert((place, call), made);
    made
}
