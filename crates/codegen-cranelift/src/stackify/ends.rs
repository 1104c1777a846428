//! The ends of blocks: conditions, and the moves of arguments to parameters.

use super::{Item, Stackifier, State, TERM};
use crate::op::Op;
use crate::ssa::{BlockId, Edge, Term, Val};

impl Stackifier<'_> {
    /// A block's end takes what it needs; the rest goes to locals.
    pub(super) fn end_of_block(&mut self, block: BlockId) {
        match self.code.blocks[block.index()].term {
            Term::Jump(edge) => {
                // All arguments are written right after.
                for index in 0..self.code.edge_args(&edge).len() {
                    let arg = self.code.edge_args(&edge)[index];
                    if arg == Val::NONE {
                        continue;
                    }
                    let needed = self.is_used(&edge, index);
                    match self.state(arg) {
                        State::Waiting if needed => self.take(arg, TERM),
                        State::Waiting => self.keep(arg),
                        State::Taken if self.root(arg, TERM) != Some(TERM) => self.keep(arg),
                        _ => {}
                    }
                }
            }
            Term::Branch(val, then, other) => {
                self.take_last(val);
                self.keep_arguments(&then);
                self.keep_arguments(&other);
            }
            Term::Table(val, ..) | Term::Return(Some(val)) => self.take_last(val),
            Term::Return(None) | Term::Unreachable => {}
        }
        self.settle(|_| true);
    }

    fn take_last(&mut self, val: Val) {
        match self.state(val) {
            State::Waiting => self.take(val, TERM),
            State::Taken => self.keep(val),
            _ => {}
        }
    }

    /// Arguments on one of two ways: they may be written on that way alone if nothing else uses them and nobody can tell.
    fn keep_arguments(&mut self, edge: &Edge) {
        for index in 0..self.code.edge_args(edge).len() {
            let arg = self.code.edge_args(edge)[index];
            if arg == Val::NONE {
                continue;
            }
            match self.state(arg) {
                State::Waiting => {
                    let alone = self.out.uses[arg.index()] == 1 && self.is_used(edge, index);
                    if alone && self.out.effects[arg.index()].is_read_only() && !self.has_tee(arg) {
                        self.take(arg, TERM);
                    } else {
                        self.keep(arg);
                    }
                }
                State::Taken if self.root(arg, TERM) != Some(TERM) => self.keep(arg),
                _ => {}
            }
        }
    }

    /// Whether the parameter that gets an argument is used.
    fn is_used(&self, edge: &Edge, index: usize) -> bool {
        let start = self.code.blocks[edge.target.index()].start as usize;
        self.out.uses[start + index] > 0
    }

    /// A value that the end of the block needs.
    pub(super) fn operand(&mut self, val: Val) {
        match self.state(val) {
            State::Constant => self.push(Item::Op(val)),
            State::Taken => {
                self.write(val);
                if self.out.uses[val.index()] > 1 {
                    self.push(Item::Tee(val));
                }
            }
            _ => self.push(Item::Get(val)),
        }
    }

    /// The condition of a block's branch, or its opposite.
    pub(super) fn condition(&mut self, block: BlockId, mut negate: bool) {
        let Term::Branch(mut val, ..) = self.code.blocks[block.index()].term else {
            unreachable!("only branches have conditions")
        };
        // A test for zero is none if the branch can look for the opposite.
        while self.state(val) == State::Taken && self.out.uses[val.index()] == 1 {
            let flips = match self.code.node(val).op {
                Op::I32Eqz => true,
                Op::I32Ne if self.is_zero(self.code.arg(val, 1)) => false,
                op => {
                    if negate && let Some(inverse) = op.inverse() {
                        self.code.node_mut(val).op = inverse;
                        negate = false;
                    }
                    break;
                }
            };
            let inner = self.code.arg(val, 0);
            if self.state(inner) == State::Taken {
                if self.out.taker[inner.index()] != val {
                    break;
                }
                self.out.taker[inner.index()] = TERM;
            }
            negate ^= flips;
            val = inner;
        }
        self.operand(val);
        if negate {
            self.push(Item::Eqz);
        }
    }

    fn is_zero(&self, val: Val) -> bool {
        let node = self.code.node(val);
        node.op == Op::I32Const && node.imm as u32 == 0
    }

    /// Arguments become parameters.
    pub(super) fn moves(&mut self, block: BlockId, number: u8) {
        let edge = match self.code.blocks[block.index()].term {
            Term::Jump(edge) => edge,
            Term::Branch(_, then, other) => [then, other][usize::from(number)],
            _ => unreachable!("tables and returns have no arguments"),
        };
        let mut pairs = std::mem::take(&mut self.out.pairs);
        pairs.clear();
        let args = self.code.edge_args(&edge).iter().copied();
        pairs.extend(
            args.zip(self.code.params(edge.target))
                .filter(|&(arg, param)| {
                    arg != Val::NONE && arg != param && self.out.uses[param.index()] > 0
                }),
        );
        for &(arg, param) in &pairs {
            for (of, hint) in [(param, arg), (arg, param)] {
                if self.out.hints[of.index()] == Val::NONE {
                    self.out.hints[of.index()] = hint;
                }
            }
        }
        if pairs.len() > 1 && !self.is_sequential(&pairs) {
            pairs.reverse();
            // What one argument keeps in a local, a later one may read.
            let keeps = pairs.iter().any(|&(arg, _)| {
                self.state(arg) == State::Taken
                    && (self.out.uses[arg.index()] > 1 || self.has_tee(arg))
            });
            if keeps || !self.is_sequential(&pairs) {
                // In a circle: all are read before any is written.
                pairs.reverse();
                for &(arg, _) in &pairs {
                    self.operand(arg);
                }
                for &(_, param) in pairs.iter().rev() {
                    self.push(Item::Set(param));
                }
                pairs.clear();
            }
        }
        for &(arg, param) in &pairs {
            self.operand(arg);
            self.push(Item::Set(param));
        }
        self.out.pairs = pairs;
        // What stays as it is must not lose its local until the jump: a move to itself says so, and is not encoded.
        for (index, param) in self.code.params(edge.target).enumerate() {
            let stays = self.code.edge_args(&edge).get(index) == Some(&param);
            if stays && self.out.uses[param.index()] > 0 {
                self.push(Item::Get(param));
                self.push(Item::Set(param));
            }
        }
    }

    /// Whether no parameter is written before a later argument reads what it was.
    fn is_sequential(&self, pairs: &[(Val, Val)]) -> bool {
        (1..pairs.len()).all(|at| {
            let (written, later) = pairs.split_at(at);
            !self.any_read(later[0].0, |val| written.iter().any(|it| it.1 == val))
        })
    }

    /// Whether writing `root` keeps a value in a local on the way.
    fn has_tee(&self, root: Val) -> bool {
        let mut walk = vec![root];
        while let Some(val) = walk.pop() {
            for index in 0..self.code.argc(val) {
                let arg = self.code.arg(val, index);
                if self.state(arg) == State::Taken {
                    if self.out.uses[arg.index()] > 1 {
                        return true;
                    }
                    walk.push(arg);
                }
            }
        }
        false
    }

    /// Whether writing `root` reads a local for which `which` holds.
    fn any_read(&self, root: Val, which: impl Fn(Val) -> bool) -> bool {
        if self.state(root) != State::Taken {
            return which(root);
        }
        let mut walk = vec![root];
        while let Some(val) = walk.pop() {
            for index in 0..self.code.argc(val) {
                let arg = self.code.arg(val, index);
                if self.state(arg) == State::Taken {
                    walk.push(arg);
                } else if self.state(arg) != State::Constant && which(arg) {
                    return true;
                }
            }
        }
        false
    }
}
