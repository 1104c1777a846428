//! Random control-flow graphs, irreducible ones among them: the blocks that wasm passes are those that a walk over the graph
//! passes.

mod fuzz {
    pub mod graph;
    pub mod rng;
}
mod support {
    pub mod compile;
    pub mod host;
}

use fuzz::graph::{End, Graph};
use fuzz::rng::Rng;
use support::{compile, host};
use wasmir::cranelift_codegen::cursor::{Cursor, FuncCursor};
use wasmir::cranelift_codegen::ir::{
    self, AbiParam, Block, BlockArg, Function, InstBuilder, JumpTableData, MemFlagsData, Signature,
    StackSlotData, StackSlotKind, Value, types,
};
use wasmir::cranelift_codegen::isa::CallConv;
use wasmir::{Body, Module, Symbol, SymbolId, body};

const STEPS: i32 = 200;

/// The next number, which decides where to go.
fn next(state: u32) -> u32 {
    state.wrapping_mul(1_103_515_245).wrapping_add(12345)
}

fn choice(state: u32) -> u32 {
    state >> 16 & 15
}

/// What the blocks that a walk passes come to.
fn walk(graph: &Graph, seed: u32) -> i64 {
    let (mut block, mut state, mut trace) = (0, seed, 0i64);
    for _ in 0..STEPS {
        trace = trace.wrapping_mul(31).wrapping_add(block as i64 + 1);
        state = next(state);
        let choice = choice(state) as usize;
        block = match &graph.ends[block] {
            End::Jump(to) => *to,
            End::Branch(a, b) => {
                if choice & 1 != 0 {
                    *a
                } else {
                    *b
                }
            }
            End::Table(all) => all[choice.min(all.len() - 1)],
            End::Return => return trace,
        };
    }
    trace
}

/// Where the state is: in block parameters, or in memory, so that no edge has moves.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Parameters,
    Memory,
}

fn function(id: SymbolId, graph: &Graph, place: Place) -> Function {
    let mut signature = Signature::new(CallConv::Fast);
    signature.params.push(AbiParam::new(types::I32));
    signature.returns.push(AbiParam::new(types::I64));
    let mut func = Function::with_name_signature(body::name(id), signature);
    let slot = func.create_sized_stack_slot(StackSlotData::new(StackSlotKind::ExplicitSlot, 16, 3));
    let blocks: Vec<Block> = graph.ends.iter().map(|_| func.dfg.make_block()).collect();
    let exit = func.dfg.make_block();
    let seed = func.dfg.append_block_param(blocks[0], types::I32);
    let result = func.dfg.append_block_param(exit, types::I64);
    let params: Vec<Vec<Value>> = blocks
        .iter()
        .enumerate()
        .map(|(number, block)| {
            if number == 0 || place == Place::Memory {
                return Vec::new();
            }
            [types::I32, types::I64, types::I32]
                .map(|ty| func.dfg.append_block_param(*block, ty))
                .to_vec()
        })
        .collect();
    let flags = MemFlagsData::trusted();
    for &number in &graph.order {
        func.layout.append_block(blocks[number]);
        let mut pos = FuncCursor::new(&mut func);
        pos.goto_bottom(blocks[number]);
        let (state, trace, steps) = match &params[number][..] {
            [state, trace, steps] => (*state, *trace, *steps),
            _ if number == 0 => {
                let trace = pos.ins().iconst(types::I64, 0);
                let steps = pos.ins().iconst(types::I32, i64::from(STEPS));
                (seed, trace, steps)
            }
            _ => {
                let base = pos.ins().stack_addr(types::I32, slot, 0);
                let state = pos.ins().load(types::I32, flags, base, 0);
                let trace = pos.ins().load(types::I64, flags, base, 8);
                let steps = pos.ins().load(types::I32, flags, base, 4);
                (state, trace, steps)
            }
        };
        let factor = pos.ins().iconst(types::I64, 31);
        let trace = pos.ins().imul(trace, factor);
        let own = pos.ins().iconst(types::I64, number as i64 + 1);
        let trace = pos.ins().iadd(trace, own);
        let factor = pos.ins().iconst(types::I32, 1_103_515_245);
        let state = pos.ins().imul(state, factor);
        let summand = pos.ins().iconst(types::I32, 12345);
        let state = pos.ins().iadd(state, summand);
        let one = pos.ins().iconst(types::I32, 1);
        let steps = pos.ins().isub(steps, one);
        if place == Place::Memory {
            let base = pos.ins().stack_addr(types::I32, slot, 0);
            pos.ins().store(flags, state, base, 0);
            pos.ins().store(flags, trace, base, 8);
            pos.ins().store(flags, steps, base, 4);
        }
        let out = [BlockArg::Value(trace)];
        let end = &graph.ends[number];
        if matches!(end, End::Return) {
            pos.ins().jump(exit, &out);
            continue;
        }
        let go_on = pos.func.dfg.make_block();
        pos.ins().brif(steps, go_on, &[], exit, &out);
        pos.func.layout.append_block(go_on);
        pos.goto_bottom(go_on);
        let shift = pos.ins().iconst(types::I32, 16);
        let choice = pos.ins().ushr(state, shift);
        let args: Vec<BlockArg> = match place {
            Place::Parameters => [state, trace, steps].map(BlockArg::Value).to_vec(),
            Place::Memory => Vec::new(),
        };
        match end {
            End::Jump(to) => {
                pos.ins().jump(blocks[*to], &args);
            }
            End::Branch(a, b) => {
                let odd = pos.ins().band(choice, one);
                pos.ins().brif(odd, blocks[*a], &args, blocks[*b], &args);
            }
            End::Table(all) => {
                let mask = pos.ins().iconst(types::I32, 15);
                let index = pos.ins().band(choice, mask);
                let pool = &mut pos.func.dfg.value_lists;
                let mut calls: Vec<_> = all
                    .iter()
                    .map(|to| ir::BlockCall::new(blocks[*to], args.clone(), pool))
                    .collect();
                let default = calls.pop().expect("a table has a default");
                let table = pos
                    .func
                    .create_jump_table(JumpTableData::new(default, &calls));
                pos.ins().br_table(index, table);
            }
            End::Return => {}
        }
    }
    func.layout.append_block(exit);
    let mut pos = FuncCursor::new(&mut func);
    pos.goto_bottom(exit);
    pos.ins().return_(&[result]);
    func
}

const GRAPHS: usize = 50;

fn random(seed: u64) -> Vec<Graph> {
    let mut rng = Rng::new(seed);
    (0..GRAPHS).map(|_| Graph::random(&mut rng, 24)).collect()
}

fn check(engine: &wasmtime::Engine, graphs: &[Graph]) -> Result<(), String> {
    let mut module = Module::new("graphs");
    for place in [Place::Parameters, Place::Memory] {
        for graph in graphs {
            let id = module.symbols.next_key();
            let mut symbol = Symbol::new(
                format!("f{}", id.as_u32()),
                Body::new(function(id, graph, place)),
            );
            symbol.export = Some(symbol.name.clone());
            module.symbols.push(symbol);
        }
    }
    for options in compile::OPTIONS {
        let object = compile::object(&module, options);
        let mut running = wasmtime::Module::new(engine, &object)
            .and_then(|it| host::start(&it))
            .map_err(|it| format!("{it:#}"))?;
        for number in 0..2 * graphs.len() {
            let graph = &graphs[number % graphs.len()];
            let function = running
                .instance
                .get_func(&mut running.store, &format!("f{number}"));
            let function = function.ok_or("a function is missing")?;
            for start in 0..8u32 {
                let start = start.wrapping_mul(0x9e37_79b9);
                let args = [wasmtime::Val::I32(start as i32)];
                let result = host::call(&mut running.store, function, &args);
                let expected = walk(graph, start);
                match result {
                    Ok(Some(actual)) if host::bits(&actual) == u128::from(expected as u64) => {}
                    other => {
                        return Err(format!(
                            "f{number}({start}), optimize {}: expected {expected}, and got {other:?}\n{graph:?}",
                            options.optimize
                        ));
                    }
                }
            }
        }
    }
    Ok(())
}

#[test]
fn random_graphs() {
    const SEEDS: u64 = 40;
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    std::thread::scope(|scope| {
        for worker in 0..threads {
            scope.spawn(move || {
                let engine = host::engine();
                for seed in (worker..SEEDS).step_by(threads as usize) {
                    check(&engine, &random(seed))
                        .unwrap_or_else(|error| panic!("seed {seed}: {error}"));
                }
            });
        }
    });
}

/// So many that the constants for them are longer than usual.
#[test]
fn a_loop_with_seventy_entries() {
    const ENTRIES: usize = 70;
    let mut ends = vec![End::Table((1..=ENTRIES).collect())];
    ends.extend((1..=ENTRIES).map(|it| End::Branch(1 + it % ENTRIES, 1 + (it * it + 3) % ENTRIES)));
    check(&host::engine(), &[Graph::new(ends)]).unwrap_or_else(|error| panic!("{error}"));
}

/// The random ones are of use only if there are loops with several entries among them.
#[test]
fn some_graphs_are_irreducible() {
    let irreducible = random(0)
        .iter()
        .filter(|graph| {
            let place = |block: &usize| graph.order.iter().position(|it| it == block);
            graph.order.iter().any(|from| {
                graph.ends[*from]
                    .targets()
                    .iter()
                    .any(|to| place(to) <= place(from) && !graph.dominating(*from).contains(to))
            })
        })
        .count();
    assert!(irreducible > GRAPHS / 10, "{irreducible} of {GRAPHS}");
}
