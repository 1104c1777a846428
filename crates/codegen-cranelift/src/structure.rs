//! Step 2: a control-flow graph becomes nested blocks, loops and ifs.
//!
//! Ramsey, "Beyond Relooper: Recursive Translation of Unstructured Control Flow to Structured Control Flow" (ICFP 2022): the
//! code of a block encloses that of the blocks that it dominates; a block with several ways into it comes after a wasm `block`
//! that they leave, and a loop's header is in a wasm `loop`. Graphs that are not reducible are made so first
//! ([`irreducible`]). Beyond the paper, a jump to what comes next anyway is left out, `br_if` is used where an `if` would only
//! jump, and blocks that nobody leaves are not written.

mod graph;
mod irreducible;

use crate::ssa::{BlockId, Code, Edge, Term};
pub use graph::Graph;

/// A piece of structured code, in the order of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// `block`
    Block,
    /// `loop`
    Loop,
    /// `if` the condition of the block holds, or does not.
    If(BlockId, Negate),
    /// `else`
    Else,
    /// `end`
    End,
    /// The operators of a block.
    Body(BlockId),
    /// Arguments of the block's edge of this number become parameters of its target.
    Moves(BlockId, u8),
    /// `br` out of so many blocks.
    Br(u32),
    /// `br_if` the condition of the block holds, or does not.
    BrIf(BlockId, u32, Negate),
    /// `br_table`; start and end in [`Structured::depths`].
    Table(BlockId, u32, u32),
    /// `return`, unless it is the function's end.
    Return(BlockId, AtEnd),
    /// `unreachable`
    Unreachable(BlockId),
}

/// Whether a condition is to be negated.
pub type Negate = bool;
/// Whether the function ends here anyway.
pub type AtEnd = bool;

/// Structured code, and room that is reused.
#[derive(Debug, Default)]
pub struct Structured {
    /// The code.
    pub steps: Vec<Step>,
    /// What tables' numbers lead to.
    pub depths: Vec<u32>,
    graph: Graph,
    tasks: Vec<Task>,
    /// The blocks that are open: places in `frames`.
    open: Vec<u32>,
    frames: Vec<Frame>,
    /// The frame of a `block` that the block comes after, and of its `loop`.
    after: Vec<u32>,
    looping: Vec<u32>,
    /// How many jumps to a block were left out because it comes next.
    fallen: Vec<u32>,
}

/// A `block`, `loop` or `if` that was opened.
#[derive(Clone, Copy, Debug)]
struct Frame {
    /// Its first step.
    step: u32,
    used: bool,
}

/// What control reaches by going on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Next {
    Block(BlockId),
    /// The end of the function, outside of all blocks.
    Exit,
    /// Nothing that is known.
    Elsewhere,
}

impl Next {
    /// Inside of another block, the end of the function is no end.
    fn nested(self) -> Next {
        if self == Next::Exit {
            Next::Elsewhere
        } else {
            self
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Task {
    /// A block and all that it dominates.
    Tree(BlockId, Next),
    /// The same without its `loop`.
    Node(BlockId, Next),
    /// A block's operators and end.
    Term(BlockId, Next),
    /// `end` of the innermost open frame.
    Close,
    /// After the first arm of an `if`: the other arm, in an `else` only if the first arm reached what is next.
    OtherArm {
        block: BlockId,
        edge: u8,
        next: Next,
        fallen: u32,
    },
    /// What an edge does: moves, then the target or a jump.
    Follow {
        block: BlockId,
        edge: u8,
        next: Next,
    },
}

/// How an edge is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// By a jump; whether it needs no moves; whether its target comes next anyway.
    Jump { simple: bool, falls: bool },
    /// The target follows in place.
    Inline,
}

const NO_FRAME: u32 = u32::MAX;

/// Structures `code` into `out`. Irreducible graphs get further blocks.
pub fn structure(code: &mut Code, out: &mut Structured) {
    out.graph.compute(code);
    if !out.graph.is_reducible() {
        irreducible::make_reducible(code);
        out.graph.compute(code);
        debug_assert!(out.graph.is_reducible());
    }
    out.run(code);
}

impl Structured {
    fn run(&mut self, code: &Code) {
        self.steps.clear();
        self.depths.clear();
        self.tasks.clear();
        self.open.clear();
        self.frames.clear();
        let blocks = code.blocks.len();
        for list in [&mut self.after, &mut self.looping] {
            list.clear();
            list.resize(blocks, NO_FRAME);
        }
        self.fallen.clear();
        self.fallen.resize(blocks, 0);
        self.tasks.push(Task::Tree(BlockId(0), Next::Exit));
        while let Some(task) = self.tasks.pop() {
            match task {
                Task::Tree(block, next) => self.tree(block, next),
                Task::Node(block, next) => self.node(block, next),
                Task::Term(block, next) => self.term(code, block, next),
                Task::Close => self.close(),
                Task::OtherArm {
                    block,
                    edge,
                    next,
                    fallen,
                } => {
                    self.other_arm(code, block, edge, next, fallen);
                }
                Task::Follow { block, edge, next } => self.follow(code, block, edge, next),
            }
        }
        self.resolve();
    }

    fn open(&mut self, step: Step) -> u32 {
        let frame = self.frames.len() as u32;
        self.frames.push(Frame {
            step: self.steps.len() as u32,
            used: step != Step::Block,
        });
        self.open.push(frame);
        self.steps.push(step);
        frame
    }

    fn close(&mut self) {
        self.open.pop();
        self.steps.push(Step::End);
    }

    fn tree(&mut self, block: BlockId, next: Next) {
        if self.graph.is_loop_header(block) {
            self.looping[block.index()] = self.open(Step::Loop);
            self.tasks.push(Task::Close);
            self.tasks.push(Task::Node(block, next.nested()));
        } else {
            self.node(block, next);
        }
    }

    fn node(&mut self, block: BlockId, next: Next) {
        // Children that several ways lead to, the last of them first: they come after the block in reverse postorder.
        let mut following = next;
        let tasks = self.tasks.len();
        let mut count = 0;
        for at in (0..self.graph.children(block).len()).rev() {
            let child = self.graph.children(block)[at];
            if !self.graph.is_merge(child) {
                continue;
            }
            self.tasks.push(Task::Tree(child, following));
            self.tasks.push(Task::Close);
            let frame = self.open(Step::Block);
            self.after[child.index()] = frame;
            following = Next::Block(child);
            count += 1;
        }
        debug_assert_eq!(self.tasks.len(), tasks + 2 * count);
        self.tasks.push(Task::Term(block, following));
    }

    fn way(&self, block: BlockId, edge: &Edge, next: Next) -> Way {
        let target = edge.target;
        if self.graph.is_back_edge(block, target) {
            Way::Jump {
                simple: !edge.has_args(),
                falls: false,
            }
        } else if self.graph.is_merge(target) {
            Way::Jump {
                simple: !edge.has_args(),
                falls: next == Next::Block(target),
            }
        } else {
            Way::Inline
        }
    }

    /// The frame to leave, or to repeat, to get to `target`.
    fn frame_to(&mut self, block: BlockId, target: BlockId) -> u32 {
        let frame = if self.graph.is_back_edge(block, target) {
            self.looping[target.index()]
        } else {
            self.after[target.index()]
        };
        self.frames[frame as usize].used = true;
        frame
    }

    fn term(&mut self, code: &Code, block: BlockId, next: Next) {
        self.steps.push(Step::Body(block));
        match code.blocks[block.index()].term {
            Term::Jump(_) => self.follow(code, block, 0, next),
            Term::Branch(_, then, other) => self.branch(block, &then, &other, next),
            Term::Table(_, start, end) => {
                let first = self.depths.len() as u32;
                for at in start..end {
                    let frame = self.frame_to(block, code.targets[at as usize]);
                    self.depths.push(frame);
                }
                self.steps
                    .push(Step::Table(block, first, self.depths.len() as u32));
            }
            Term::Return(_) => self.steps.push(Step::Return(block, next == Next::Exit)),
            Term::Unreachable => self.steps.push(Step::Unreachable(block)),
        }
    }

    fn branch(&mut self, block: BlockId, then: &Edge, other: &Edge, next: Next) {
        let ways = [self.way(block, then, next), self.way(block, other, next)];
        let edges = [then, other];
        match ways {
            [Way::Inline, Way::Inline] => self.if_else(block, 0, next),
            [
                Way::Jump {
                    simple: true,
                    falls: true,
                },
                Way::Inline,
            ] if self.graph.forward_preds(then.target) == 2 => {
                self.skip(block, 1, next);
            }
            [
                Way::Inline,
                Way::Jump {
                    simple: true,
                    falls: true,
                },
            ] if self.graph.forward_preds(other.target) == 2 => {
                self.skip(block, 0, next);
            }
            [Way::Jump { simple, falls }, Way::Inline] => {
                self.leave(block, edges, 0, simple, falls, next);
            }
            [Way::Inline, Way::Jump { simple, falls }] => {
                self.leave(block, edges, 1, simple, falls, next);
            }
            [
                Way::Jump {
                    simple: a,
                    falls: a_falls,
                },
                Way::Jump {
                    simple: b,
                    falls: b_falls,
                },
            ] => {
                // Test for the one that is not next, or else for the one that needs no moves.
                let first = match (a_falls, b_falls) {
                    (true, false) => 1,
                    (false, true) => 0,
                    _ => usize::from(!a && b),
                };
                let (simple, falls) = if first == 0 {
                    (a, a_falls)
                } else {
                    (b, b_falls)
                };
                self.leave(block, edges, first, simple, falls, next);
            }
        }
    }

    /// `if` one edge is taken, with all that it leads to, and nothing else otherwise: the other target comes next.
    fn skip(&mut self, block: BlockId, edge: u8, next: Next) {
        if let Next::Block(target) = next {
            self.fallen[target.index()] += 1;
        }
        self.open(Step::If(block, edge == 1));
        self.tasks.push(Task::Close);
        self.tasks.push(Task::Follow { block, edge, next });
    }

    /// Takes edge `first` if its condition holds, by a jump, and goes on with the other edge.
    fn leave(
        &mut self,
        block: BlockId,
        edges: [&Edge; 2],
        first: usize,
        simple: bool,
        falls: bool,
        next: Next,
    ) {
        let negate = first == 1;
        let other = 1 - first;
        if simple {
            let frame = self.frame_to(block, edges[first].target);
            self.steps.push(Step::BrIf(block, frame, negate));
            self.tasks.push(Task::Follow {
                block,
                edge: other as u8,
                next,
            });
        } else if falls {
            self.if_else(block, first, next);
        } else {
            self.open(Step::If(block, negate));
            self.steps.push(Step::Moves(block, first as u8));
            let frame = self.frame_to(block, edges[first].target);
            self.steps.push(Step::Br(frame));
            self.close();
            self.tasks.push(Task::Follow {
                block,
                edge: other as u8,
                next,
            });
        }
    }

    fn if_else(&mut self, block: BlockId, first: usize, next: Next) {
        self.open(Step::If(block, first == 1));
        self.tasks.push(Task::OtherArm {
            block,
            edge: 1 - first as u8,
            next,
            fallen: self.times_fallen(next),
        });
        self.tasks.push(Task::Follow {
            block,
            edge: first as u8,
            next: next.nested(),
        });
    }

    fn times_fallen(&self, next: Next) -> u32 {
        match next {
            Next::Block(target) => self.fallen[target.index()],
            _ => 0,
        }
    }

    fn other_arm(&mut self, code: &Code, block: BlockId, edge: u8, next: Next, fallen: u32) {
        if self.times_fallen(next) != fallen {
            self.steps.push(Step::Else);
            self.tasks.push(Task::Close);
            self.follow(code, block, edge, next.nested());
        } else {
            self.close();
            self.follow(code, block, edge, next);
        }
    }

    fn follow(&mut self, code: &Code, block: BlockId, number: u8, next: Next) {
        let edge = match &code.blocks[block.index()].term {
            Term::Jump(edge) | Term::Branch(_, edge, _) if number == 0 => *edge,
            Term::Branch(_, _, edge) => *edge,
            _ => unreachable!("tables and returns have no edges to follow"),
        };
        if edge.has_args() {
            self.steps.push(Step::Moves(block, number));
        }
        match self.way(block, &edge, next) {
            Way::Inline => self.tasks.push(Task::Tree(edge.target, next)),
            Way::Jump { falls: true, .. } => self.fallen[edge.target.index()] += 1,
            Way::Jump { .. } => {
                let frame = self.frame_to(block, edge.target);
                self.steps.push(Step::Br(frame));
            }
        }
    }

    /// Drops blocks that nobody leaves, and turns frames into numbers of enclosing blocks.
    fn resolve(&mut self) {
        let mut open: Vec<u32> = std::mem::take(&mut self.open);
        open.clear();
        // How many kept blocks enclose a frame, itself included.
        let levels = &mut self.after;
        levels.clear();
        levels.resize(self.frames.len(), 0);
        let mut level = 0;
        let mut opened = 0;
        let mut to = 0;
        for from in 0..self.steps.len() {
            let mut step = self.steps[from];
            match &mut step {
                Step::Block | Step::Loop | Step::If(..) => {
                    let frame = opened;
                    opened += 1;
                    debug_assert_eq!(self.frames[frame].step as usize, from);
                    open.push(frame as u32);
                    if !self.frames[frame].used {
                        continue;
                    }
                    level += 1;
                    levels[frame] = level;
                }
                Step::End => {
                    let frame = open.pop().expect("each end closes a block");
                    if !self.frames[frame as usize].used {
                        continue;
                    }
                    level -= 1;
                }
                Step::Br(frame) | Step::BrIf(_, frame, _) => {
                    *frame = level - levels[*frame as usize];
                }
                Step::Table(_, start, end) => {
                    for depth in &mut self.depths[*start as usize..*end as usize] {
                        *depth = level - levels[*depth as usize];
                    }
                }
                _ => {}
            }
            self.steps[to] = step;
            to += 1;
        }
        self.steps.truncate(to);
        self.open = open;
    }
}
