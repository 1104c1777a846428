//! The control-flow graph of a function: reverse postorder, dominators, loops and merges.

use crate::ssa::{BlockId, Code, Term};

/// The graph and what is known of its blocks, in arrays that are reused. Blocks that the entry does not reach are left out.
#[derive(Debug, Default)]
pub struct Graph {
    /// Blocks in reverse postorder.
    order: Vec<BlockId>,
    /// A block's place in it, or [`UNREACHED`].
    number: Vec<u32>,
    /// Predecessors of each block, by `pred_start`.
    preds: Vec<BlockId>,
    pred_start: Vec<u32>,
    /// Immediate dominators by place in the order; the entry's is itself.
    idom: Vec<u32>,
    /// Children in the dominator tree, in reverse postorder, by `child_start`.
    children: Vec<BlockId>,
    child_start: Vec<u32>,
    /// Intervals of a walk over the dominator tree: a block dominates those within its own.
    enter: Vec<u32>,
    leave: Vec<u32>,
    loop_header: Vec<bool>,
    forward_preds: Vec<u32>,
    table_target: Vec<bool>,
    reducible: bool,
    walk: Vec<(BlockId, u32)>,
}

const UNREACHED: u32 = u32::MAX;

fn successors(code: &Code, block: BlockId) -> impl Iterator<Item = BlockId> + '_ {
    let (pair, table) = match &code.blocks[block.index()].term {
        Term::Jump(edge) => ([Some(edge.target), None], &[][..]),
        // In reverse, so that the first way comes first in reverse postorder.
        Term::Branch(_, then, other) => ([Some(other.target), Some(then.target)], &[][..]),
        Term::Table(_, start, end) => ([None; 2], &code.targets[*start as usize..*end as usize]),
        Term::Return(_) | Term::Unreachable => ([None; 2], &[][..]),
    };
    pair.into_iter()
        .flatten()
        .chain(table.iter().rev().copied())
}

impl Graph {
    /// Computes everything.
    pub fn compute(&mut self, code: &Code) {
        let blocks = code.blocks.len();
        self.postorder(code, blocks);
        self.collect_preds(code, blocks);
        self.dominators();
        self.dominator_tree(blocks);
        self.classify(code, blocks);
    }

    fn postorder(&mut self, code: &Code, blocks: usize) {
        self.order.clear();
        self.number.clear();
        self.number.resize(blocks, UNREACHED);
        self.walk.clear();
        self.walk.push((BlockId(0), 0));
        self.number[0] = 0;
        while let Some((block, at)) = self.walk.last_mut() {
            match successors(code, *block).nth(*at as usize) {
                Some(next) => {
                    *at += 1;
                    if self.number[next.index()] == UNREACHED {
                        self.number[next.index()] = 0;
                        self.walk.push((next, 0));
                    }
                }
                None => {
                    self.order.push(*block);
                    self.walk.pop();
                }
            }
        }
        self.order.reverse();
        for (number, block) in self.order.iter().enumerate() {
            self.number[block.index()] = number as u32;
        }
    }

    fn collect_preds(&mut self, code: &Code, blocks: usize) {
        self.pred_start.clear();
        self.pred_start.resize(blocks + 1, 0);
        let mut total = 0;
        for &block in &self.order {
            for next in successors(code, block) {
                self.pred_start[next.index() + 1] += 1;
                total += 1;
            }
        }
        for at in 0..blocks {
            self.pred_start[at + 1] += self.pred_start[at];
        }
        self.preds.clear();
        self.preds.resize(total, BlockId(0));
        // `enter` serves as a cursor here; it is computed later.
        self.enter.clear();
        self.enter.extend_from_slice(&self.pred_start[..blocks]);
        for &block in &self.order {
            for next in successors(code, block) {
                let at = &mut self.enter[next.index()];
                self.preds[*at as usize] = block;
                *at += 1;
            }
        }
    }

    fn preds(&self, block: BlockId) -> &[BlockId] {
        let range = self.pred_start[block.index()]..self.pred_start[block.index() + 1];
        &self.preds[range.start as usize..range.end as usize]
    }

    /// Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001).
    fn dominators(&mut self) {
        let count = self.order.len();
        let mut idom = std::mem::take(&mut self.idom);
        idom.clear();
        idom.resize(count, UNREACHED);
        idom[0] = 0;
        let mut changed = true;
        while changed {
            changed = false;
            for number in 1..count {
                let mut new = UNREACHED;
                for pred in self.preds(self.order[number]) {
                    let pred = self.number[pred.index()];
                    if idom[pred as usize] == UNREACHED {
                        continue;
                    }
                    new = if new == UNREACHED {
                        pred
                    } else {
                        meet(&idom, pred, new)
                    };
                }
                if idom[number] != new {
                    idom[number] = new;
                    changed = true;
                }
            }
        }
        self.idom = idom;
    }

    fn dominator_tree(&mut self, blocks: usize) {
        let count = self.order.len();
        self.child_start.clear();
        self.child_start.resize(blocks + 1, 0);
        for number in 1..count {
            let parent = self.order[self.idom[number] as usize];
            self.child_start[parent.index() + 1] += 1;
        }
        for at in 0..blocks {
            self.child_start[at + 1] += self.child_start[at];
        }
        self.children.clear();
        self.children.resize(count.saturating_sub(1), BlockId(0));
        self.leave.clear();
        self.leave.extend_from_slice(&self.child_start[..blocks]);
        for number in 1..count {
            let parent = self.order[self.idom[number] as usize];
            let at = &mut self.leave[parent.index()];
            self.children[*at as usize] = self.order[number];
            *at += 1;
        }
        self.enter.clear();
        self.enter.resize(blocks, 0);
        self.leave.clear();
        self.leave.resize(blocks, 0);
        let mut time = 0;
        self.walk.clear();
        self.walk.push((BlockId(0), 0));
        while let Some(&(block, at)) = self.walk.last() {
            if at == 0 {
                self.enter[block.index()] = time;
                time += 1;
            }
            match self.children(block).get(at as usize) {
                Some(&child) => {
                    self.walk.last_mut().expect("it was just seen").1 += 1;
                    self.walk.push((child, 0));
                }
                None => {
                    self.leave[block.index()] = time;
                    self.walk.pop();
                }
            }
        }
    }

    fn classify(&mut self, code: &Code, blocks: usize) {
        self.loop_header.clear();
        self.loop_header.resize(blocks, false);
        self.table_target.clear();
        self.table_target.resize(blocks, false);
        self.forward_preds.clear();
        self.forward_preds.resize(blocks, 0);
        self.reducible = true;
        for at in 0..self.order.len() {
            let block = self.order[at];
            if let Term::Table(_, start, end) = code.blocks[block.index()].term {
                for target in &code.targets[start as usize..end as usize] {
                    self.table_target[target.index()] = true;
                }
            }
            for next in successors(code, block) {
                if !self.is_back_edge(block, next) {
                    self.forward_preds[next.index()] += 1;
                } else {
                    self.loop_header[next.index()] = true;
                    self.reducible &= self.dominates(next, block);
                }
            }
        }
    }

    /// Whether each loop is entered at one block only.
    #[must_use]
    pub fn is_reducible(&self) -> bool {
        self.reducible
    }

    /// Whether every way to `block` leads through `dominator`.
    #[must_use]
    pub fn dominates(&self, dominator: BlockId, block: BlockId) -> bool {
        let (outer, inner) = (dominator.index(), block.index());
        self.enter[outer] <= self.enter[inner] && self.leave[inner] <= self.leave[outer]
    }

    /// Whether an edge goes back in reverse postorder.
    #[must_use]
    pub fn is_back_edge(&self, from: BlockId, to: BlockId) -> bool {
        self.number[to.index()] <= self.number[from.index()]
    }

    /// Whether an edge goes back to the block.
    #[must_use]
    pub fn is_loop_header(&self, block: BlockId) -> bool {
        self.loop_header[block.index()]
    }

    /// Whether the block must have a label: several edges go forward to it, or a table does.
    #[must_use]
    pub fn is_merge(&self, block: BlockId) -> bool {
        self.forward_preds[block.index()] > 1 || self.table_target[block.index()]
    }

    /// How many edges go forward to the block.
    #[must_use]
    pub fn forward_preds(&self, block: BlockId) -> u32 {
        self.forward_preds[block.index()]
    }

    /// What the block dominates immediately, in reverse postorder.
    #[must_use]
    pub fn children(&self, block: BlockId) -> &[BlockId] {
        let range = self.child_start[block.index()]..self.child_start[block.index() + 1];
        &self.children[range.start as usize..range.end as usize]
    }
}

/// The nearest common dominator of two blocks, by their places in the order.
fn meet(idom: &[u32], mut a: u32, mut b: u32) -> u32 {
    while a != b {
        while a > b {
            a = idom[a as usize];
        }
        while b > a {
            b = idom[b as usize];
        }
    }
    a
}
