//! Loops with several entries get one: a block that looks at a number and goes on to the entry of that number.
//!
//! The strongly connected components of the graph are its outermost loops. One with several entries gets a dispatcher that
//! every edge to an entry leads to instead, with the entry's number and arguments; then the same is done inside, without the
//! loop's header. Dominance is kept: an entry of such a loop dominates nothing that another entry reaches first.

use crate::op::{Op, Type};
use crate::ssa::{Block, BlockId, Code, Edge, Term, Val};

/// Adds dispatchers until each loop has one entry.
pub(super) fn make_reducible(code: &mut Code) {
    let mut ignored = vec![false; code.blocks.len()];
    let mut work: Vec<Vec<BlockId>> = vec![(0..code.blocks.len() as u32).map(BlockId).collect()];
    while let Some(region) = work.pop() {
        for component in components(code, &region, &ignored) {
            let entries = entries(code, &component);
            let inside = match entries[..] {
                [] => continue,
                [header] => {
                    ignored[header.index()] = true;
                    component.into_iter().filter(|it| *it != header).collect()
                }
                _ => {
                    dispatch(code, &entries);
                    ignored.resize(code.blocks.len(), false);
                    component
                }
            };
            work.push(inside);
        }
    }
}

fn targets(code: &Code, block: BlockId) -> Vec<BlockId> {
    let mut targets = Vec::new();
    code.for_each_edge(block, |edge| targets.push(edge.target));
    targets
}

/// Strongly connected components of the region that are loops, without edges to ignored blocks: Tarjan's algorithm (1972).
fn components(code: &Code, region: &[BlockId], ignored: &[bool]) -> Vec<Vec<BlockId>> {
    const NEW: u32 = u32::MAX;
    let mut inside = vec![false; code.blocks.len()];
    for block in region {
        inside[block.index()] = true;
    }
    let allowed =
        |it: &BlockId| inside[it.index()] && !ignored.get(it.index()).copied().unwrap_or(false);
    let mut index = vec![NEW; code.blocks.len()];
    let mut low = vec![0; code.blocks.len()];
    let mut on_stack = vec![false; code.blocks.len()];
    let (mut stack, mut found, mut time) = (Vec::new(), Vec::new(), 0);
    for &root in region {
        if index[root.index()] != NEW {
            continue;
        }
        let mut walk: Vec<(BlockId, Vec<BlockId>)> = Vec::new();
        let mut pending = Some(root);
        loop {
            if let Some(block) = pending.take() {
                index[block.index()] = time;
                low[block.index()] = time;
                time += 1;
                stack.push(block);
                on_stack[block.index()] = true;
                walk.push((
                    block,
                    targets(code, block).into_iter().filter(allowed).collect(),
                ));
            }
            let Some((block, rest)) = walk.last_mut() else {
                break;
            };
            let block = *block;
            if let Some(next) = rest.pop() {
                if index[next.index()] == NEW {
                    pending = Some(next);
                } else if on_stack[next.index()] {
                    low[block.index()] = low[block.index()].min(index[next.index()]);
                }
                continue;
            }
            walk.pop();
            if let Some((parent, _)) = walk.last() {
                low[parent.index()] = low[parent.index()].min(low[block.index()]);
            }
            if low[block.index()] == index[block.index()] {
                let mut component = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member.index()] = false;
                    component.push(member);
                    if member == block {
                        break;
                    }
                }
                let is_loop = component.len() > 1
                    || targets(code, block)
                        .iter()
                        .filter(|it| allowed(it))
                        .any(|it| *it == block);
                if is_loop {
                    component.sort_unstable();
                    found.push(component);
                }
            }
        }
    }
    found
}

/// The blocks of a component that edges from outside lead to.
fn entries(code: &Code, component: &[BlockId]) -> Vec<BlockId> {
    let mut reached = reachable(code);
    for block in component {
        reached[block.index()] = false;
    }
    let mut entries = Vec::new();
    for (number, reached) in reached.iter().enumerate() {
        if *reached {
            code.for_each_edge(BlockId(number as u32), |edge| {
                if component.binary_search(&edge.target).is_ok() {
                    entries.push(edge.target);
                }
            });
        }
    }
    entries.sort_unstable();
    entries.dedup();
    entries
}

fn reachable(code: &Code) -> Vec<bool> {
    let mut seen = vec![false; code.blocks.len()];
    let mut walk = vec![BlockId(0)];
    seen[0] = true;
    while let Some(block) = walk.pop() {
        code.for_each_edge(block, |edge| {
            if !std::mem::replace(&mut seen[edge.target.index()], true) {
                walk.push(edge.target);
            }
        });
    }
    seen
}

fn add_block(code: &mut Code, term: Term) -> BlockId {
    let at = code.nodes.len() as u32;
    code.blocks.push(Block {
        start: at,
        body: at,
        end: at,
        term,
        loc: u32::MAX,
    });
    BlockId(code.blocks.len() as u32 - 1)
}

/// Leads every edge to one of `entries` through a new block.
fn dispatch(code: &mut Code, entries: &[BlockId]) {
    let existing = code.blocks.len();
    let dispatcher = add_block(code, Term::Unreachable);
    let which = code.push(Op::Param, Type::I32, &[], 0, u32::MAX);
    // The dispatcher has the parameters of all entries.
    let mut params: Vec<Vec<Val>> = Vec::new();
    for entry in entries {
        let types: Vec<Type> = code.params(*entry).map(|it| code.node(it).ty).collect();
        let own = types
            .into_iter()
            .map(|ty| code.push(Op::Param, ty, &[], 0, u32::MAX));
        params.push(own.collect());
    }
    let end = code.nodes.len() as u32;
    let block = &mut code.blocks[dispatcher.index()];
    (block.body, block.end) = (end, end);
    let edges: Vec<Edge> = entries
        .iter()
        .zip(&params)
        .map(|(entry, params)| code.edge(*entry, params))
        .collect();
    let term = if let [first, second] = edges[..] {
        Term::Branch(which, second, first)
    } else {
        let blocks: Vec<BlockId> = edges
            .iter()
            .map(|edge| {
                if edge.has_args() {
                    add_block(code, Term::Jump(*edge))
                } else {
                    edge.target
                }
            })
            .collect();
        let start = code.targets.len() as u32;
        code.targets.extend(blocks);
        Term::Table(which, start, code.targets.len() as u32)
    };
    code.blocks[dispatcher.index()].term = term;
    for number in 0..existing {
        redirect(code, number, dispatcher, entries, &params);
    }
}

/// Leads the edges of a block that go to one of `entries` to the dispatcher instead.
fn redirect(
    code: &mut Code,
    number: usize,
    dispatcher: BlockId,
    entries: &[BlockId],
    params: &[Vec<Val>],
) {
    let detour = |code: &mut Code, edge: Edge| -> Edge {
        let Some(entry) = entries.iter().position(|it| *it == edge.target) else {
            return edge;
        };
        // Each edge has a constant of its own: one that is used once is written at its use, wherever its node is.
        let which = code.push(Op::I32Const, Type::I32, &[], entry as u64, u32::MAX);
        let mut args = vec![which];
        for (at, params) in params.iter().enumerate() {
            if at == entry {
                args.extend_from_slice(code.edge_args(&edge));
            } else {
                args.extend(params.iter().map(|_| Val::NONE));
            }
        }
        code.edge(dispatcher, &args)
    };
    let term = match code.blocks[number].term {
        Term::Jump(edge) => Term::Jump(detour(code, edge)),
        Term::Branch(val, then, other) => {
            Term::Branch(val, detour(code, then), detour(code, other))
        }
        Term::Table(val, start, end) => {
            // A table's targets have no arguments, so each gets a block that has them.
            for at in start as usize..end as usize {
                let target = code.targets[at];
                if entries.contains(&target) {
                    let edge = detour(code, Edge::plain(target));
                    code.targets[at] = add_block(code, Term::Jump(edge));
                }
            }
            Term::Table(val, start, end)
        }
        other => other,
    };
    code.blocks[number].term = term;
}
