//! Step 3: values go to the operand stack where they can, in trees of operators; what is left is read from locals.
//!
//! A value that is wanted later in its block waits until something takes it as an operand, and is written there. While values
//! wait, no two of them conflict ([`crate::op::Effects::conflict`]): an operator that does conflict with a waiting one makes
//! that go to a local first. So trees may be written in any order, and the operand stack is empty between them. A value with
//! several uses is written at the first of them and kept in a local on the way (`local.tee`).
//!
//! The result is the function's instructions in order ([`Item`]), with values instead of locals.

mod ends;
mod places;
mod uses;

use crate::op::{Effects, Op};
use crate::ssa::{BlockId, Code, Term, Val};
use crate::structure::{Step, Structured};

/// An instruction of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// An operator with its immediate.
    Op(Val),
    /// `local.get`
    Get(Val),
    /// `local.set`
    Set(Val),
    /// `local.tee`
    Tee(Val),
    /// `drop`
    Drop,
    /// `i32.eqz`
    Eqz,
    /// Nothing: a block begins here, and with it the values that are its parameters.
    Start(BlockId),
    /// Nothing: what follows is at the place of the block's end.
    Place(BlockId),
    /// `block`
    Block,
    /// `loop`
    Loop,
    /// `if`
    If,
    /// `else`
    Else,
    /// `end`
    End,
    /// `br`
    Br(u32),
    /// `br_if`
    BrIf(u32),
    /// `br_table`: start and end in [`Structured::depths`].
    Table(u32, u32),
    /// `return`, of the block whose place in the source it has.
    Return(BlockId),
    /// `unreachable`
    Unreachable(BlockId),
}

/// Where a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// Its operator has not been reached.
    Ahead,
    /// It waits for its first use.
    Waiting,
    /// An operator has taken it, or the end of the block, and will write it.
    Taken,
    /// It was written.
    Written,
    /// It is written at each use.
    Constant,
}

/// The instructions, and room that is reused.
#[derive(Debug, Default)]
pub struct Stackified {
    /// The instructions.
    pub items: Vec<Item>,
    /// A value whose local is the best for the other's, if there is one.
    pub hints: Vec<Val>,
    /// How often each value is used.
    pub uses: Vec<u32>,
    /// Whether a value is used in its own block.
    used_at_home: Vec<bool>,
    state: Vec<State>,
    /// What has taken a value.
    taker: Vec<Val>,
    /// Effects of a value's whole tree.
    effects: Vec<Effects>,
    /// Waiting values whose order matters.
    waiting: Vec<Val>,
    walk: Vec<(Val, u32)>,
    pairs: Vec<(Val, Val)>,
    order: Vec<BlockId>,
    /// Blocks whose uses were counted.
    seen: Vec<bool>,
}

/// Stands for the end of a block, as the taker of values.
const TERM: Val = Val(u32::MAX - 1);

/// Arranges the nodes of `code` as `structured` says.
pub fn stackify(code: &mut Code, structured: &Structured, out: &mut Stackified) {
    out.prepare(code, structured);
    let mut it = Stackifier { code, out };
    for step in &structured.steps {
        it.step(*step);
    }
}

impl Stackified {
    fn prepare(&mut self, code: &Code, structured: &Structured) {
        let count = code.nodes.len();
        self.items.clear();
        self.waiting.clear();
        for list in [&mut self.hints, &mut self.taker] {
            list.clear();
            list.resize(count, Val::NONE);
        }
        self.uses.clear();
        self.uses.resize(count, 0);
        self.used_at_home.clear();
        self.used_at_home.resize(count, false);
        self.effects.clear();
        self.effects.resize(count, Effects::PURE);
        self.order.clear();
        self.order
            .extend(structured.steps.iter().filter_map(|step| match step {
                Step::Body(block) => Some(*block),
                _ => None,
            }));
        if let Some(frame) = code.frame {
            // A debugger's.
            self.uses[frame.index()] = 1;
        }
        self.count_uses(code);
        self.state.clear();
        self.state.extend(
            code.nodes
                .iter()
                .enumerate()
                .map(|(at, node)| match node.op {
                    Op::Param => State::Written,
                    _ if uses::is_repeated(node, self.uses[at]) => State::Constant,
                    _ => State::Ahead,
                }),
        );
    }
}

struct Stackifier<'a> {
    code: &'a mut Code,
    out: &'a mut Stackified,
}

impl Stackifier<'_> {
    fn step(&mut self, step: Step) {
        match step {
            Step::Block => self.push(Item::Block),
            Step::Loop => self.push(Item::Loop),
            Step::Else => self.push(Item::Else),
            Step::End => self.push(Item::End),
            Step::If(block, negate) => {
                self.condition(block, negate);
                self.place_trap(block);
                self.push(Item::If);
            }
            Step::BrIf(block, depth, negate) => {
                self.condition(block, negate);
                self.place_trap(block);
                self.push(Item::BrIf(depth));
            }
            Step::Body(block) => self.body(block),
            Step::Moves(block, number) => self.moves(block, number),
            Step::Br(depth) => self.push(Item::Br(depth)),
            Step::Table(block, start, end) => {
                if let Term::Table(val, ..) = self.code.blocks[block.index()].term {
                    self.operand(val);
                }
                self.push(Item::Table(start, end));
            }
            Step::Return(block, at_end) => {
                if let Term::Return(Some(val)) = self.code.blocks[block.index()].term {
                    self.operand(val);
                }
                if !at_end {
                    self.push(Item::Return(block));
                }
            }
            Step::Unreachable(block) => self.push(Item::Unreachable(block)),
        }
    }

    #[inline]
    fn push(&mut self, item: Item) {
        if let Item::Get(val) = item
            && self.out.items.last() == Some(&Item::Set(val))
            && self.code.node(val).op != Op::Param
            && self.code.frame != Some(val)
        {
            // It went to a local to be out of the way, and is wanted at once: it stays where it is.
            self.out.items.pop();
            if self.out.uses[val.index()] > 1 {
                self.out.items.push(Item::Tee(val));
            }
            return;
        }
        self.out.items.push(item);
    }

    #[inline]
    fn state(&self, val: Val) -> State {
        self.out.state[val.index()]
    }

    #[inline]
    fn set_state(&mut self, val: Val, state: State) {
        self.out.state[val.index()] = state;
    }

    fn body(&mut self, block: BlockId) {
        self.push(Item::Start(block));
        for val in self.code.body(block).map(Val) {
            self.operator(val);
        }
        self.end_of_block(block);
    }

    /// An operator is reached: it is written, or waits.
    fn operator(&mut self, val: Val) {
        let node = *self.code.node(val);
        let uses = self.out.uses[val.index()];
        let stays = self.code.frame == Some(val);
        if node.op == Op::Nop
            || self.state(val) == State::Constant
            || uses == 0 && node.effects.is_removable()
        {
            return;
        }
        let effects = self.take_operands(val, node.effects);
        if !node.effects.is_pure() && !self.out.waiting.is_empty() {
            self.settle(|waiting| waiting.conflict(node.effects));
        }
        self.out.effects[val.index()] = effects;
        if node.ty == crate::op::Type::Void {
            self.write(val);
        } else if uses == 0 {
            self.write(val);
            self.push(Item::Drop);
        } else if self.out.used_at_home[val.index()] && !stays {
            self.set_state(val, State::Waiting);
            if !effects.is_pure() {
                self.out.waiting.push(val);
            }
        } else {
            self.write(val);
            self.push(Item::Set(val));
        }
    }

    /// Takes the operands of `val` that wait; gives the effects of its tree.
    fn take_operands(&mut self, val: Val, own: Effects) -> Effects {
        let mut effects = own;
        let argc = self.code.argc(val);
        for index in 0..argc {
            let arg = self.code.arg(val, index);
            match self.state(arg) {
                State::Waiting => {
                    self.take(arg, val);
                    effects = effects.union(self.out.effects[arg.index()]);
                }
                State::Taken => {
                    let root = self.root(arg, val);
                    if root == Some(val) {
                        continue;
                    }
                    // Within a later operand's tree it can be written earlier, here; otherwise it goes to a local.
                    let is_later = root.is_some_and(|root| {
                        (index + 1..argc).any(|it| self.code.arg(val, it) == root)
                    });
                    if is_later {
                        self.out.taker[arg.index()] = val;
                    } else {
                        self.keep(arg);
                    }
                }
                State::Ahead | State::Written | State::Constant => {}
            }
        }
        effects
    }

    fn take(&mut self, val: Val, taker: Val) {
        self.set_state(val, State::Taken);
        self.out.taker[val.index()] = taker;
        if taker != TERM {
            self.place_load(val, taker);
        }
    }

    /// What will cause a taken value to be written: `taker`, which is not written yet, the end of the block, or a waiting value.
    /// Nothing if that is too far away to be looked for.
    fn root(&self, val: Val, taker: Val) -> Option<Val> {
        let mut at = val;
        for _ in 0..32 {
            at = self.out.taker[at.index()];
            if at == taker || at == TERM || self.state(at) != State::Taken {
                return Some(at);
            }
        }
        None
    }

    /// Writes a value to a local, now.
    fn keep(&mut self, val: Val) {
        self.write(val);
        self.push(Item::Set(val));
    }

    /// Writes waiting values to locals.
    fn settle(&mut self, which: impl Fn(Effects) -> bool) {
        let mut waiting = std::mem::take(&mut self.out.waiting);
        waiting.retain(|&val| {
            if self.state(val) != State::Waiting {
                return false;
            }
            let settles = which(self.out.effects[val.index()]);
            if settles {
                self.keep(val);
            }
            !settles
        });
        self.out.waiting = waiting;
    }

    /// Writes the tree of `root`.
    fn write(&mut self, root: Val) {
        let mut walk = std::mem::take(&mut self.out.walk);
        walk.push((root, 0));
        while let Some((val, at)) = walk.last_mut() {
            let (val, index) = (*val, *at as usize);
            if index < self.code.argc(val) {
                *at += 1;
                let arg = self.code.arg(val, index);
                match self.state(arg) {
                    State::Constant => self.push(Item::Op(arg)),
                    // Whoever took it: the first to want it writes it, the others read its local.
                    State::Taken => walk.push((arg, 0)),
                    _ => self.push(Item::Get(arg)),
                }
                continue;
            }
            walk.pop();
            self.push(Item::Op(val));
            self.set_state(val, State::Written);
            if val != root && self.out.uses[val.index()] > 1 {
                self.push(Item::Tee(val));
            }
        }
        self.out.walk = walk;
    }
}
