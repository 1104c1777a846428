//! Calls of small functions become their bodies.
//!
//! Cranelift's `inline` does it; what is decided here is which calls, and in which order: callees before callers, so that
//! what is put in has already had its own calls considered, and a call back into a circle is left. Instructions keep their
//! places in the source, with the call that they came by.
//!
//! A body that its own calls have made too large for that is still put in where some of its arguments are constants and little
//! is left of it with them: such are checks that are written once for all types, and called with the size of one.
//!
//! What Cranelift 0.135 leaves to us: it does not carry over places, which travel as debug tags here, and it copies the names
//! of global values without giving them the caller's numbers.

use std::borrow::Cow;

use cranelift_codegen::entity::{EntityRef, EntitySet, SecondaryMap};
use cranelift_codegen::inline::{Inline, InlineCommand};
use cranelift_codegen::ir::{
    self, DebugTag, FuncRef, GlobalValue, GlobalValueData, Inst, InstructionData, Opcode, Value,
};
use cranelift_codegen::{Context, FxHashMap};

use super::fold::{constant, fold};
use super::references::insts;
use super::{references, rename};
use crate::body::{self, Name};
use crate::{Binding, Body, Function, Item, Location, LocationId, Module, Symbol, SymbolId};

/// What is put in where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Instructions of a body that is put in, constants aside.
    pub callee: usize,
    /// The same for calls in loops, if that is more.
    pub in_loops: usize,
    /// Instructions of a body that is looked at with the constants of a call.
    pub folded: usize,
    /// Instructions of a body into which more is put.
    pub caller: usize,
}

impl Default for Limits {
    /// Accessors, conversions, forwarders, and checks of an argument or two; in loops somewhat more.
    fn default() -> Self {
        Limits {
            callee: 25,
            in_loops: 40,
            folded: 120,
            caller: 2000,
        }
    }
}

impl Limits {
    /// Instructions of a body that can be put in somewhere.
    fn largest(&self) -> usize {
        self.callee.max(self.in_loops)
    }
}

/// Puts bodies in the place of calls, and returns how many calls there were. `may_inline` is asked of each callee; weak ones,
/// which may be replaced when modules are linked, are never put in, nor is anything into cold blocks. Functions whose variables
/// debuggers are to see stay as they are, and where they are.
///
/// Functions that are no longer called stay; [`dead`](super::dead::dead) removes them.
///
/// # Panics
/// The module is not valid.
pub fn inline(
    module: &mut Module,
    limits: Limits,
    may_inline: impl Fn(SymbolId, &Symbol) -> bool,
) -> usize {
    let largest = limits.largest();
    let mut small = EntitySet::with_capacity(module.symbols.len());
    for (id, symbol) in module.symbols.iter() {
        let is_small = |body: &Body| size(&body.ir, largest) <= largest;
        if symbol.binding != Binding::Weak
            && module.body(id).is_some_and(is_small)
            && may_inline(id, symbol)
        {
            small.insert(id);
        }
    }
    let (order, circular) = callees_first(module, &small);
    let others = module.symbols.keys().filter(|it| !small.contains(*it));
    let all: Vec<SymbolId> = order.into_iter().chain(others).collect();
    let mut driver = Driver {
        limits,
        candidates: SecondaryMap::new(),
        foldable: EntitySet::new(),
        folded: Vec::new(),
        known: FxHashMap::default(),
        tagged: EntitySet::new(),
        module,
        copied: Vec::new(),
        rebased: FxHashMap::default(),
        calls: 0,
    };
    for id in all {
        driver.function(id, small.contains(id) && !circular.contains(id));
    }
    let Driver { tagged, calls, .. } = driver;
    for id in tagged.iter() {
        if let Some(body) = body_mut(module, id) {
            body.ir.debug_tags.clear();
        }
    }
    calls
}

/// Those of `small`, each after those of them that it calls, and those that call themselves by others of them.
fn callees_first(
    module: &Module,
    small: &EntitySet<SymbolId>,
) -> (Vec<SymbolId>, EntitySet<SymbolId>) {
    let mut order = Vec::new();
    let (mut seen, mut open) = (EntitySet::new(), EntitySet::new());
    let mut circular = EntitySet::new();
    for root in module.symbols.keys().filter(|it| small.contains(*it)) {
        // Depth first, with a stack of our own: chains of calls are as long as they please.
        let enter = |id: SymbolId, seen: &mut EntitySet<SymbolId>| {
            let body = module.body(id).filter(|_| seen.insert(id))?;
            let callees: Vec<SymbolId> = references(&body.ir)
                .map(|it| resolve_alias(module, it))
                .filter(|it| small.contains(*it))
                .collect();
            Some((id, callees.into_iter()))
        };
        let mut stack: Vec<_> = enter(root, &mut seen).into_iter().collect();
        open.extend(stack.iter().map(|(id, _)| *id));
        while let Some((id, callees)) = stack.last_mut() {
            match callees.next() {
                Some(callee) if open.contains(callee) => {
                    circular.insert(callee);
                }
                Some(callee) => {
                    if let Some(entered) = enter(callee, &mut seen) {
                        open.insert(callee);
                        stack.push(entered);
                    }
                }
                None => {
                    open.remove(*id);
                    order.push(*id);
                    stack.pop();
                }
            }
        }
    }
    (order, circular)
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

/// What takes the place of a call.
#[derive(Clone, Copy)]
enum Callee {
    /// A function's body.
    Whole(SymbolId),
    /// One of [`Driver::folded`].
    Folded(usize),
}

/// A function, and what is known of its arguments.
type Call = (SymbolId, Vec<Option<u64>>);

struct Driver<'a> {
    module: &'a mut Module,
    limits: Limits,
    /// Sizes of bodies that are finished and can be put in; those that are in use have tags.
    candidates: SecondaryMap<SymbolId, Option<usize>>,
    /// Bodies that are finished and too large as they are.
    foldable: EntitySet<SymbolId>,
    /// What is left of them with constants, if that is small, and its size.
    folded: Vec<(ir::Function, usize)>,
    known: FxHashMap<Call, Option<usize>>,
    tagged: EntitySet<SymbolId>,
    /// From where global values of the caller are copies of a callee's.
    copied: Vec<(GlobalValue, Callee)>,
    /// Locations as inlined at others.
    rebased: FxHashMap<(LocationId, LocationId), LocationId>,
    /// How many bodies were put in.
    calls: usize,
}

impl Driver<'_> {
    /// Puts bodies into that of `id`, which may then be put in itself if it is small enough.
    fn function(&mut self, id: SymbolId, may_be_put_in: bool) {
        let Some(mut body) = take(self.module, id) else {
            return;
        };
        if !body.variables.is_empty() {
            self.module.symbols[id].item = Function::Defined(body).into();
            return;
        }
        let chosen = self.choose(&body.ir);
        if !chosen.is_empty() {
            for (_, callee) in &chosen {
                if let Callee::Whole(symbol) = callee {
                    self.prepare(*symbol);
                }
            }
            self.put_in(&mut body.ir, &chosen);
        }
        if may_be_put_in {
            let largest = self.limits.largest();
            let size = size(&body.ir, largest.max(self.limits.folded));
            if size <= largest && is_connected(&body.ir) {
                self.candidates[id] = Some(size);
            } else if size <= self.limits.folded {
                self.foldable.insert(id);
            }
        }
        self.module.symbols[id].item = Function::Defined(body).into();
    }

    /// The calls for which bodies are put in, and whose.
    fn choose(&mut self, ir: &ir::Function) -> Vec<(Inst, Callee)> {
        let mut chosen = Vec::new();
        let mut loops = None;
        let mut room = None;
        for (index, block) in ir.layout.blocks().enumerate() {
            let last = ir.layout.last_inst(block);
            let ends = last.is_some_and(|it| ir.dfg.insts[it].opcode() == Opcode::Trap);
            // What leads to a trap runs once.
            if ends || ir.layout.is_cold(block) {
                continue;
            }
            for inst in ir.layout.block_insts(block) {
                let InstructionData::Call { func_ref, .. } = ir.dfg.insts[inst] else {
                    continue;
                };
                let Name::Symbol(symbol) = body::callee(ir, func_ref) else {
                    continue;
                };
                let symbol = resolve_alias(self.module, symbol);
                let found = match self.candidates[symbol] {
                    Some(size) => Some((Callee::Whole(symbol), size)),
                    None => self.fold(ir, inst, symbol),
                };
                let Some((callee, size)) = found else {
                    continue;
                };
                let is_wanted = size <= self.limits.callee
                    || size <= self.limits.in_loops
                        && loops.get_or_insert_with(|| Loops::of(ir)).has(index);
                if !is_wanted {
                    continue;
                }
                let limit = self.limits.caller;
                let room = room.get_or_insert_with(|| limit - self::size(ir, limit).min(limit));
                if *room > 0 {
                    *room = room.saturating_sub(size);
                    chosen.push((inst, callee));
                }
            }
        }
        chosen
    }

    /// What is left of a function with the constants of a call of it, and its size.
    fn fold(&mut self, ir: &ir::Function, call: Inst, id: SymbolId) -> Option<(Callee, usize)> {
        if !self.foldable.contains(id) {
            return None;
        }
        let arguments = ir.dfg.inst_args(call).iter();
        let call: Call = (id, arguments.map(|it| constant(ir, *it)).collect());
        if call.1.iter().all(Option::is_none) {
            return None;
        }
        let number = match self.known.get(&call) {
            Some(known) => *known,
            None => {
                let number = self.fold_anew(&call);
                self.known.insert(call, number);
                number
            }
        };
        number.map(|it| (Callee::Folded(it), self.folded[it].1))
    }

    fn fold_anew(&mut self, (id, arguments): &Call) -> Option<usize> {
        let mut ir = self.module.body(*id)?.ir.clone();
        fold(&mut ir, arguments);
        // Branches that became jumps are no code any more.
        let jumps = insts(&ir.layout).filter(|it| ir.dfg.insts[*it].opcode() == Opcode::Jump);
        let size = size(&ir, self.limits.folded) - jumps.count();
        if size > self.limits.largest() || !is_connected(&ir) {
            return None;
        }
        prepare(&mut ir, !self.module.debug.locations.is_empty());
        self.folded.push((ir, size));
        Some(self.folded.len() - 1)
    }

    fn callee(&self, callee: Callee) -> &ir::Function {
        match callee {
            Callee::Whole(id) => &self.module.body(id).expect("a candidate has a body").ir,
            Callee::Folded(number) => &self.folded[number].0,
        }
    }

    fn prepare(&mut self, id: SymbolId) {
        if self.tagged.insert(id) {
            let places = !self.module.debug.locations.is_empty();
            let body = body_mut(self.module, id).expect("a candidate has a body");
            prepare(&mut body.ir, places);
        }
    }

    fn put_in(&mut self, ir: &mut ir::Function, chosen: &[(Inst, Callee)]) {
        rename(ir, |symbol| symbol);
        for (call, _) in chosen {
            let place = ir.srcloc(*call).bits();
            ir.debug_tags.set(*call, [DebugTag::User(place)]);
        }
        let own = ir.dfg.num_insts();
        let mut context = Context::for_function(std::mem::replace(ir, ir::Function::new()));
        let mut choice = Choice {
            driver: self,
            chosen: chosen.iter(),
        };
        context
            .inline(&mut choice)
            .expect("a body that is valid stays within Cranelift's limits");
        debug_assert!(
            choice.chosen.as_slice().is_empty(),
            "calls in another order"
        );
        *ir = context.func;
        self.name_copies(ir);
        ir.dfg.resolve_all_aliases();
        rename(ir, |symbol| symbol);
        if !self.module.debug.locations.is_empty() {
            self.untag(ir, own);
        }
        ir.debug_tags.clear();
    }

    /// Gives global values that Cranelift copied from callees the names that they have in the caller, `ir`.
    fn name_copies(&mut self, ir: &mut ir::Function) {
        for (start, callee) in std::mem::take(&mut self.copied) {
            let callee = self.callee(callee);
            for (index, data) in callee.global_values.iter() {
                let GlobalValueData::Symbol { name, .. } = data else {
                    continue;
                };
                let Name::Symbol(symbol) = body::resolve(callee, name) else {
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

    /// Makes places of the tags of instructions that a body has beside its first `own`: each is where the one before it is called.
    fn untag(&mut self, ir: &mut ir::Function, own: usize) {
        let blocks: Vec<_> = ir.layout.blocks().collect();
        for block in blocks {
            let mut next = ir.layout.first_inst(block);
            while let Some(inst) = next {
                next = ir.layout.next_inst(inst);
                if inst.index() < own {
                    continue;
                }
                let mut place = None;
                for tag in ir.debug_tags.get(inst) {
                    let DebugTag::User(bits) = tag else {
                        continue;
                    };
                    let next = body::location(ir::SourceLoc::new(*bits));
                    place = match (place, next) {
                        (Some(call), Some(next)) => Some(self.inlined_at(next, call)),
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
    }

    /// The location `place`, or that of the outermost call by which it got where it is, as inlined at `call`.
    fn inlined_at(&mut self, place: LocationId, call: LocationId) -> LocationId {
        if let Some(known) = self.rebased.get(&(place, call)) {
            return *known;
        }
        let location = self.module.debug.locations[place];
        // One that does not say what function it belongs to cannot be a part of another's.
        if location.subprogram.is_none() {
            return call;
        }
        let caller = match location.inlined_at {
            Some(outer) => self.inlined_at(outer, call),
            None => call,
        };
        let made = self.module.debug.locations.push(Location {
            inlined_at: Some(caller),
            ..location
        });
        self.rebased.insert((place, call), made);
        made
    }
}

/// Which blocks can come again, by their order: what lies between a block and one that jumps back to it.
struct Loops(Vec<bool>);

impl Loops {
    fn of(ir: &ir::Function) -> Loops {
        let mut numbers = SecondaryMap::new();
        for (number, block) in ir.layout.blocks().enumerate() {
            numbers[block] = number;
        }
        let mut inside = vec![false; ir.layout.blocks().count()];
        for (number, block) in ir.layout.blocks().enumerate() {
            for next in ir.block_successors(block) {
                if numbers[next] <= number {
                    inside[numbers[next]..=number].fill(true);
                }
            }
        }
        Loops(inside)
    }

    fn has(&self, number: usize) -> bool {
        self.0[number]
    }
}

/// Follows what was decided for one caller.
struct Choice<'a, 'b, 'c> {
    driver: &'a mut Driver<'b>,
    chosen: std::slice::Iter<'c, (Inst, Callee)>,
}

impl Inline for Choice<'_, '_, '_> {
    fn inline(
        &mut self,
        caller: &ir::Function,
        call: Inst,
        _opcode: Opcode,
        _callee: FuncRef,
        _arguments: &[Value],
    ) -> InlineCommand<'_> {
        // Both go through the body in its order.
        let Some(&(_, callee)) = self.chosen.as_slice().first().filter(|it| it.0 == call) else {
            return InlineCommand::KeepCall;
        };
        self.chosen.next();
        let driver = &mut *self.driver;
        driver.calls += 1;
        driver
            .copied
            .push((caller.global_values.next_key(), callee));
        InlineCommand::Inline {
            callee: Cow::Borrowed(driver.callee(callee)),
            // Its own calls were decided when it was finished.
            visit_callee: false,
        }
    }
}

/// Instructions that are code, counted as far as to one more than `limit`: constants mostly become parts of others.
fn size(ir: &ir::Function, limit: usize) -> usize {
    let is_constant = |inst: &Inst| {
        matches!(
            ir.dfg.insts[*inst].opcode(),
            Opcode::Iconst | Opcode::F32const | Opcode::F64const
        )
    };
    insts(&ir.layout)
        .filter(|inst| !is_constant(inst))
        .take(limit + 1)
        .count()
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

/// Has Cranelift find what it needs in a body that is put in: it would follow declarations that are none.
fn prepare(ir: &mut ir::Function, places: bool) {
    rename(ir, |symbol| symbol);
    if places {
        tag(ir);
    }
}

/// Writes the places of a body's instructions into their tags, to which Cranelift adds those of the call.
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
