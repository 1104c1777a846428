//! Random control-flow graphs, irreducible ones among them.

use super::rng::Rng;

/// The end of a block, with its targets.
#[derive(Clone, Debug)]
pub enum End {
    Jump(usize),
    Branch(usize, usize),
    /// The last is the default.
    Table(Vec<usize>),
    Return,
}

impl End {
    pub fn targets(&self) -> Vec<usize> {
        match self {
            End::Jump(to) => vec![*to],
            End::Branch(a, b) => vec![*a, *b],
            End::Table(all) => all.clone(),
            End::Return => Vec::new(),
        }
    }
}

/// A graph whose first block is the entry, and which nothing leads back to.
#[derive(Clone, Debug)]
pub struct Graph {
    pub ends: Vec<End>,
    /// Reachable blocks in reverse postorder.
    pub order: Vec<usize>,
    /// The immediate dominator of each reachable block.
    pub idom: Vec<Option<usize>>,
}

impl Graph {
    pub fn random(rng: &mut Rng, max: usize) -> Graph {
        let count = 1 + rng.below(max);
        // Some graphs go forward mostly, as programs do; some anywhere.
        let wild = rng.one_in(3);
        let ends = (0..count)
            .map(|block| {
                let mut target = || {
                    if count == 1 {
                        return None;
                    }
                    Some(if wild || block + 1 == count || rng.one_in(5) {
                        1 + rng.below(count - 1)
                    } else {
                        (block + 1 + rng.below(3)).min(count - 1)
                    })
                };
                let (Some(a), Some(b), Some(c)) = (target(), target(), target()) else {
                    return End::Return;
                };
                match rng.below(12) {
                    0 => End::Return,
                    1..=3 => End::Jump(a),
                    4 => {
                        let more = rng.below(4);
                        let mut all: Vec<usize> =
                            (0..more).map(|_| 1 + rng.below(count - 1)).collect();
                        all.push(a);
                        all.push(c);
                        End::Table(all)
                    }
                    _ => End::Branch(a, b),
                }
            })
            .collect();
        Graph::new(ends)
    }

    pub fn new(ends: Vec<End>) -> Graph {
        let count = ends.len();
        let mut graph = Graph {
            ends,
            order: Vec::new(),
            idom: vec![None; count],
        };
        let mut seen = vec![false; count];
        graph.visit(0, &mut seen);
        graph.order.reverse();
        graph.dominators();
        graph
    }

    fn visit(&mut self, block: usize, seen: &mut [bool]) {
        seen[block] = true;
        for next in self.ends[block].targets() {
            if !seen[next] {
                self.visit(next, seen);
            }
        }
        self.order.push(block);
    }

    /// By sets, since it must be right rather than fast.
    fn dominators(&mut self) {
        let count = self.ends.len();
        let all: u128 = (1 << count) - 1;
        let mut sets = vec![all; count];
        sets[0] = 1;
        let mut changed = true;
        while changed {
            changed = false;
            for &block in &self.order[1..] {
                let mut set = all;
                for &pred in &self.order {
                    if self.ends[pred].targets().contains(&block) {
                        set &= sets[pred];
                    }
                }
                set |= 1 << block;
                changed |= std::mem::replace(&mut sets[block], set) != set;
            }
        }
        for &block in &self.order[1..] {
            let strict = sets[block] & !(1 << block);
            // The strict dominator that all others dominate.
            self.idom[block] = self
                .order
                .iter()
                .copied()
                .find(|it| strict & (1 << it) != 0 && sets[*it] & strict == strict);
        }
    }

    /// Blocks that dominate `block`, itself included.
    pub fn dominating(&self, block: usize) -> Vec<usize> {
        let mut found = vec![block];
        let mut at = block;
        while let Some(next) = self.idom[at] {
            found.push(next);
            at = next;
        }
        found
    }
}
