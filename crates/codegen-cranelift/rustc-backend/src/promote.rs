//! Stack slots to registers: a slot that is only loaded and stored becomes values, with parameters of blocks where they meet.
//!
//! This is the textbook construction of pruned SSA: places where values meet by iterated dominance frontiers (Cytron et al.,
//! "Efficiently Computing Static Single Assignment Form and the Control Dependence Graph", 1991; the frontiers as Cooper,
//! Harvey and Kennedy compute them, "A Simple, Fast Dominance Algorithm", 2001), restricted to those where the slot is live,
//! then renaming along the dominator tree. A slot is cut into the pieces that it is accessed in, if these do not overlap.

use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::dominator_tree::DominatorTree;
use cranelift_codegen::entity::{EntitySet, SecondaryMap};
use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::{
    self, Block, Function, Inst, InstBuilder, InstructionData, MemFlagsData, Opcode, StackSlot,
    Type, Value,
};
use rustc_data_structures::fx::FxHashMap;

/// What is done to a body's slots, as it is built.
#[derive(Default)]
pub struct Slots {
    slots: SecondaryMap<StackSlot, Slot>,
}

#[derive(Clone, Default)]
struct Slot {
    escapes: bool,
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, PartialEq)]
struct Piece {
    offset: i32,
    ty: Type,
}

impl Slots {
    /// The slot's address is used for more than a load or store.
    pub fn escape(&mut self, slot: StackSlot) {
        self.slots[slot].escapes = true;
    }

    /// The slot is loaded from or stored to, so many bytes into it.
    pub fn access(&mut self, slot: StackSlot, offset: i32, ty: Type, volatile: bool) {
        let slot = &mut self.slots[slot];
        slot.escapes |= volatile;
        if slot.escapes {
            return;
        }
        let known = slot
            .pieces
            .iter()
            .any(|it| it.offset == offset && it.ty.bytes() == ty.bytes());
        if !known {
            slot.pieces.push(Piece { offset, ty });
        }
    }
}

/// A piece of a slot that becomes values.
#[derive(Clone, Copy)]
struct Variable {
    ty: Type,
}

/// Which accesses are to which variable.
struct Variables {
    all: Vec<Variable>,
    of_piece: FxHashMap<(StackSlot, i32), u32>,
}

fn variables(func: &Function, slots: &Slots) -> Variables {
    let mut all = Vec::new();
    let mut of_piece = FxHashMap::default();
    for slot in func.sized_stack_slots.keys() {
        let info = &slots.slots[slot];
        if info.escapes {
            continue;
        }
        let mut pieces = info.pieces.clone();
        pieces.sort_by_key(|it| it.offset);
        let apart = pieces
            .windows(2)
            .all(|pair| pair[0].offset + pair[0].ty.bytes() as i32 <= pair[1].offset);
        if !apart {
            continue;
        }
        for piece in pieces {
            of_piece.insert((slot, piece.offset), all.len() as u32);
            all.push(Variable { ty: piece.ty });
        }
    }
    Variables { all, of_piece }
}

/// An access to a variable.
#[derive(Clone, Copy)]
enum Access {
    Load(u32),
    Store(u32),
}

impl Variables {
    /// Which variable an instruction accesses.
    fn access(&self, func: &Function, inst: Inst) -> Option<Access> {
        let (address, offset, is_load) = match func.dfg.insts[inst] {
            InstructionData::Load {
                opcode: Opcode::Load,
                arg,
                offset,
                ..
            } => (arg, offset, true),
            InstructionData::Store {
                opcode: Opcode::Store,
                args,
                offset,
                ..
            } => (args[1], offset, false),
            _ => return None,
        };
        let slot = stack_address(func, address)?;
        let &variable = self.of_piece.get(&(slot, offset.into()))?;
        Some(if is_load {
            Access::Load(variable)
        } else {
            Access::Store(variable)
        })
    }
}

fn stack_address(func: &Function, value: Value) -> Option<StackSlot> {
    let inst = func.dfg.value_def(value).inst()?;
    match func.dfg.insts[inst] {
        InstructionData::StackAddr {
            opcode: Opcode::StackAddr,
            stack_slot,
            ..
        } => Some(stack_slot),
        _ => None,
    }
}

/// Turns slots into values, and removes blocks that nothing leads to.
pub fn run(func: &mut Function, slots: &Slots) {
    let mut cfg = ControlFlowGraph::with_function(func);
    let domtree = DominatorTree::with_function(func, &cfg);
    remove_unreachable(func, &mut cfg, &domtree);
    let variables = variables(func, slots);
    if variables.all.is_empty() {
        return;
    }
    Promotion::new(func, &cfg, &domtree, &variables).run();
    remove_dead_addresses(func);
    // The frame needs no room for them.
    for &(slot, _) in variables.of_piece.keys() {
        func.sized_stack_slots[slot].size = 0;
    }
}

fn remove_unreachable(func: &mut Function, cfg: &mut ControlFlowGraph, domtree: &DominatorTree) {
    let dead: Vec<Block> = func
        .layout
        .blocks()
        .filter(|&block| !domtree.is_reachable(block))
        .collect();
    for block in dead {
        let insts: Vec<Inst> = func.layout.block_insts(block).collect();
        for inst in insts {
            func.layout.remove_inst(inst);
        }
        cfg.recompute_block(func, block);
        func.layout.remove_block(block);
    }
}

/// Addresses of slots that nothing loads from any more.
fn remove_dead_addresses(func: &mut Function) {
    let mut used: EntitySet<Value> = EntitySet::new();
    for block in func.layout.blocks() {
        for inst in func.layout.block_insts(block) {
            for value in func.dfg.inst_values(inst) {
                used.insert(func.dfg.resolve_aliases(value));
            }
        }
    }
    let mut position = FuncCursor::new(func);
    while position.next_block().is_some() {
        while let Some(inst) = position.next_inst() {
            if position.func.dfg.insts[inst].opcode() != Opcode::StackAddr {
                continue;
            }
            let result = position.func.dfg.first_result(inst);
            if !used.contains(result) {
                position.remove_inst_and_step_back();
            }
        }
    }
}

/// A set of variables.
#[derive(Clone, Default, PartialEq)]
struct Set(Vec<u64>);

impl Set {
    fn with_room(count: usize) -> Set {
        Set(vec![0; count.div_ceil(64)])
    }
    fn has(&self, variable: u32) -> bool {
        self.0[variable as usize / 64] >> (variable % 64) & 1 != 0
    }
    fn insert(&mut self, variable: u32) {
        self.0[variable as usize / 64] |= 1 << (variable % 64);
    }
}

struct Promotion<'a> {
    func: &'a mut Function,
    cfg: &'a ControlFlowGraph,
    domtree: &'a DominatorTree,
    variables: &'a Variables,
    /// Which variables a block's parameters stand for, in the order in which they were added.
    params: SecondaryMap<Block, Vec<u32>>,
}

impl<'a> Promotion<'a> {
    fn new(
        func: &'a mut Function,
        cfg: &'a ControlFlowGraph,
        domtree: &'a DominatorTree,
        variables: &'a Variables,
    ) -> Self {
        Promotion {
            func,
            cfg,
            domtree,
            variables,
            params: SecondaryMap::new(),
        }
    }

    fn run(mut self) {
        let (stored_in, live) = self.liveness();
        self.place_params(&stored_in, &live);
        self.rename();
    }

    /// For each variable the blocks that store it, and for each block the variables whose values it needs from outside.
    fn liveness(&self) -> (Vec<Vec<Block>>, SecondaryMap<Block, Set>) {
        let count = self.variables.all.len();
        let mut stored_in = vec![Vec::new(); count];
        let mut live: SecondaryMap<Block, Set> = SecondaryMap::new();
        let mut kill: SecondaryMap<Block, Set> = SecondaryMap::new();
        for block in self.func.layout.blocks() {
            let (mut needs, mut stores) = (Set::with_room(count), Set::with_room(count));
            for inst in self.func.layout.block_insts(block) {
                match self.variables.access(self.func, inst) {
                    Some(Access::Load(variable)) if !stores.has(variable) => {
                        needs.insert(variable);
                    }
                    Some(Access::Store(variable)) if !stores.has(variable) => {
                        stores.insert(variable);
                        stored_in[variable as usize].push(block);
                    }
                    _ => {}
                }
            }
            live[block] = needs;
            kill[block] = stores;
        }
        let postorder = self.domtree.cfg_postorder();
        let mut changed = true;
        while changed {
            changed = false;
            for &block in postorder {
                let mut after = live[block].clone();
                for successor in self.cfg.succ_iter(block) {
                    for (index, word) in after.0.iter_mut().enumerate() {
                        *word |= live[successor].0[index] & !kill[block].0[index];
                    }
                }
                if after != live[block] {
                    live[block] = after;
                    changed = true;
                }
            }
        }
        (stored_in, live)
    }

    /// Adds parameters to blocks where different values of a variable meet.
    fn place_params(&mut self, stored_in: &[Vec<Block>], live: &SecondaryMap<Block, Set>) {
        let mut frontier: SecondaryMap<Block, Vec<Block>> = SecondaryMap::new();
        for &block in self.domtree.cfg_postorder() {
            if self.cfg.pred_iter(block).count() < 2 {
                continue;
            }
            let dominator = self.domtree.idom(block);
            for predecessor in self.cfg.pred_iter(block) {
                let mut runner = Some(predecessor.block);
                while let Some(at) = runner
                    && runner != dominator
                {
                    if frontier[at].last() != Some(&block) {
                        frontier[at].push(block);
                    }
                    runner = self.domtree.idom(at);
                }
            }
        }
        for (variable, stores) in stored_in.iter().enumerate() {
            let ty = self.variables.all[variable].ty;
            let variable = variable as u32;
            let mut work = stores.clone();
            let mut done: EntitySet<Block> = EntitySet::new();
            while let Some(block) = work.pop() {
                for &meeting in &frontier[block] {
                    if !done.insert(meeting) || !live[meeting].has(variable) {
                        continue;
                    }
                    self.func.dfg.append_block_param(meeting, ty);
                    self.params[meeting].push(variable);
                    work.push(meeting);
                }
            }
        }
    }

    /// Walks the dominator tree with the value that each variable has.
    fn rename(&mut self) {
        let mut children: SecondaryMap<Block, Vec<Block>> = SecondaryMap::new();
        for &block in self.domtree.cfg_postorder() {
            if let Some(parent) = self.domtree.idom(block) {
                children[parent].push(block);
            }
        }
        let Some(entry) = self.func.layout.entry_block() else {
            return;
        };
        let mut current: Vec<Option<Value>> = vec![None; self.variables.all.len()];
        // What was overwritten, so that it can be put back on the way up.
        let mut undo: Vec<(u32, Option<Value>)> = Vec::new();
        enum Step {
            Enter(Block),
            Leave(usize),
        }
        let mut steps = vec![Step::Enter(entry)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(block) => {
                    steps.push(Step::Leave(undo.len()));
                    self.rename_block(block, &mut current, &mut undo);
                    steps.extend(children[block].iter().map(|&child| Step::Enter(child)));
                }
                Step::Leave(mark) => {
                    for (variable, value) in undo.drain(mark..).rev() {
                        current[variable as usize] = value;
                    }
                }
            }
        }
    }

    fn rename_block(
        &mut self,
        block: Block,
        current: &mut [Option<Value>],
        undo: &mut Vec<(u32, Option<Value>)>,
    ) {
        let own = self.params[block].len();
        let total = self.func.dfg.num_block_params(block);
        for index in 0..own {
            let variable = self.params[block][index];
            let value = self.func.dfg.block_params(block)[total - own + index];
            undo.push((variable, current[variable as usize]));
            current[variable as usize] = Some(value);
        }
        let mut next = self.func.layout.first_inst(block);
        while let Some(inst) = next {
            next = self.func.layout.next_inst(inst);
            match self.variables.access(self.func, inst) {
                Some(Access::Load(variable)) => {
                    let value = self.value(variable, current);
                    let result = self.func.dfg.first_result(inst);
                    let wanted = self.func.dfg.value_type(result);
                    let value = self.cast(inst, value, wanted);
                    self.func.dfg.clear_results(inst);
                    self.func.dfg.change_to_alias(result, value);
                    self.func.layout.remove_inst(inst);
                }
                Some(Access::Store(variable)) => {
                    let value = match self.func.dfg.insts[inst] {
                        InstructionData::Store { args, .. } => args[0],
                        _ => unreachable!("what stores is a store"),
                    };
                    let ty = self.variables.all[variable as usize].ty;
                    let value = self.cast(inst, value, ty);
                    undo.push((variable, current[variable as usize]));
                    current[variable as usize] = Some(value);
                    self.func.layout.remove_inst(inst);
                }
                None => {}
            }
        }
        let Some(last) = self.func.layout.last_inst(block) else {
            return;
        };
        self.pass_values(last, current);
    }

    /// The value of a variable. One that was never stored may be anything: it is zero.
    fn value(&mut self, variable: u32, current: &[Option<Value>]) -> Value {
        if let Some(value) = current[variable as usize] {
            return value;
        }
        let ty = self.variables.all[variable as usize].ty;
        let entry = self.func.layout.entry_block().expect("an entry");
        let mut cursor = FuncCursor::new(self.func).at_first_insertion_point(entry);
        zero(&mut cursor, ty)
    }

    /// The same bits in another type of the same size.
    fn cast(&mut self, before: Inst, value: Value, ty: Type) -> Value {
        if self.func.dfg.value_type(value) == ty {
            return value;
        }
        let flags = MemFlagsData::new().with_endianness(ir::Endianness::Little);
        let mut cursor = FuncCursor::new(self.func).at_inst(before);
        cursor.ins().bitcast(ty, flags, value)
    }

    /// Gives the blocks that a branch leads to the values for their new parameters.
    fn pass_values(&mut self, branch: Inst, current: &[Option<Value>]) {
        let successors: Vec<Block> = {
            let dfg = &self.func.dfg;
            dfg.insts[branch]
                .branch_destination(&dfg.jump_tables, &dfg.exception_tables)
                .iter()
                .map(|call| call.block(&dfg.value_lists))
                .collect()
        };
        for (index, successor) in successors.into_iter().enumerate() {
            for position in 0..self.params[successor].len() {
                let variable = self.params[successor][position];
                let value = self.value(variable, current);
                let dfg = &mut self.func.dfg;
                let calls = dfg.insts[branch]
                    .branch_destination_mut(&mut dfg.jump_tables, &mut dfg.exception_tables);
                calls[index].append_argument(value, &mut dfg.value_lists);
            }
        }
    }
}

/// Zero of any type that a slot can hold.
fn zero(cursor: &mut FuncCursor<'_>, ty: Type) -> Value {
    match ty {
        ir::types::F32 => cursor.ins().f32const(0.0),
        ir::types::F64 => cursor.ins().f64const(0.0),
        ty if ty.is_vector() => {
            let zeros = cursor
                .func
                .dfg
                .constants
                .insert(vec![0; ty.bytes() as usize].into());
            cursor.ins().vconst(ty, zeros)
        }
        ty => cursor.ins().iconst(ty, 0),
    }
}
