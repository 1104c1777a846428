//! Passes do not change what functions compute: random modules are interpreted before and after.
//!
//! Functions call those before them, some of which are alike, so that there is something to join and to put in.

mod support;

use damage::Random;
use support::interpret;
use wasmir::cranelift_codegen::data_value::DataValue;
use wasmir::passes::dead::{dead, is_visible};
use wasmir::passes::dedup::dedup;
use wasmir::passes::inline::{Limits, inline};
use wasmir::passes::merge::merge;
use wasmir::text::{parse, print};
use wasmir::verify::verify;
use wasmir::{Binding, Function, Module};

const FUNCTIONS: usize = 9;
const MODULES: u64 = 100;

/// The text of a module.
fn module(seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut text = String::from(
        "wasmir 1\nfile0 = \"a.rs\"\nsp0 = \"f\" file0 1\nloc0 = file0 1 1 sp0\nloc1 = file0 2 1 sp0\n",
    );
    let mut seeds: Vec<u64> = Vec::new();
    for id in 0..FUNCTIONS {
        let target = random.below(id.max(1));
        // An alias of an alias is not valid.
        if id > 2 && random.below(8) == 0 && text.contains(&format!("function u0:{target}(")) {
            text += &format!("sym{id} = alias \"f{id}\" sym{target}\n");
            continue;
        }
        // Half of the functions are made like one before them, as far as they do not call what that one did not have.
        let seed = match random.below(seeds.len() + 1) {
            like if like < seeds.len() && random.below(2) == 0 => seeds[like],
            _ => random.below(1 << 30) as u64,
        };
        seeds.push(seed);
        let binding = ["", "", "weak ", "local "][random.below(4)];
        text += &format!("sym{id} = {binding}function \"f{id}\" sp0\n");
        text += &function(id, &mut Random::new(seed));
    }
    text
}

fn function(id: usize, random: &mut Random) -> String {
    let callees = id.min(2 + random.below(3));
    let mut text = format!(
        "function u0:{id}(i32, i32) -> i32 {{\n    ss0 = explicit_slot 8\n    sig0 = (i32, i32) -> i32\n"
    );
    for callee in 0..callees {
        text += &format!("    fn{callee} = u0:{callee} sig0\n");
    }
    text += "block0(v0: i32, v1: i32):\n";
    let mut values = 2;
    let mut block = 0;
    for _ in 0..1 + random.below(10) {
        let place = ["", "@0000 ", "@0001 "][random.below(3)];
        let (a, b) = (random.below(values), random.below(values));
        let next = values;
        match random.below(9) {
            0 => text += &format!("{place}v{next} = iconst.i32 {}\n", random.below(5)),
            1 | 2 => {
                let op = ["iadd", "isub", "imul", "bxor", "band"][random.below(5)];
                text += &format!("{place}v{next} = {op}.i32 v{a}, v{b}\n");
            }
            3 | 4 if callees > 0 => {
                let callee = random.below(callees);
                text += &format!("{place}v{next} = call fn{callee}(v{a}, v{b})\n");
            }
            5 => {
                // Addresses are no results: they are others when a slot is elsewhere.
                let address = 1000 + 2 * next;
                text += &format!("{place}v{address} = stack_addr.i32 ss0\n");
                text +=
                    &format!("{place}store.i32 v{a}, v{address}\nv{next} = load.i32 v{address}\n");
            }
            6 => {
                let (yes, no, join) = (block + 1, block + 2, block + 3);
                // What an arm defines is not defined behind it, and has numbers that nothing else uses.
                let (taken, negated) = (1000 + 2 * next, 1001 + 2 * next);
                text +=
                    &format!("{place}brif.i32 v{a}, block{yes}, block{no}(v{b})\nblock{yes}:\n");
                text += &format!("{place}jump block{join}(v{b})\nblock{no}(v{taken}: i32):\n");
                text += &format!("v{negated} = ineg.i32 v{taken}\njump block{join}(v{negated})\n");
                text += &format!("block{join}(v{next}: i32):\n");
                block = join;
            }
            7 => {
                text += &format!("{place}trapnz v{a}, user1\n");
                text += &format!("v{next} = iconst.i32 1\n");
            }
            _ => text += &format!("{place}v{next} = iadd.i32 v{a}, v{a}\n"),
        }
        values += 1;
    }
    let result = random.below(values);
    text + &format!("    return v{result}\n}}\n")
}

/// What every function gives for some arguments.
fn results(module: &Module) -> Vec<(String, Vec<Option<Vec<DataValue>>>)> {
    let arguments = [(0, 0), (1, 2), (-5, 7), (i32::MAX, 3)];
    let results = module.symbols.iter().map(|(id, symbol)| {
        let given =
            arguments.map(|(a, b)| interpret(module, id, &[DataValue::I32(a), DataValue::I32(b)]));
        (symbol.name.clone(), given.to_vec())
    });
    results.collect()
}

/// The module as two, each with every second function, by where those are that aliases mean.
fn halves(module: &Module) -> Vec<Module> {
    let half = |side: usize| {
        let mut half = module.clone();
        for (id, symbol) in half.symbols.iter_mut() {
            let owner = match module.function(id) {
                Some(Function::Alias { target }) => target.as_u32(),
                _ => id.as_u32(),
            };
            // Other modules shall find them.
            if symbol.binding == Binding::Local {
                symbol.binding = Binding::Strong;
            }
            if owner as usize % 2 != side {
                let signature = module.signature(id).expect("a function").clone();
                let import = None;
                symbol.item = Function::Undefined { signature, import }.into();
            }
        }
        half
    };
    vec![half(0), half(1)]
}

#[test]
fn passes_keep_what_functions_compute() {
    let (mut joined, mut put_in, mut removed, mut trapped) = (0, 0, 0, 0);
    for seed in 0..MODULES {
        let text = module(seed);
        let before = parse(&text).unwrap_or_else(|errors| panic!("{errors}\n{text}"));
        verify(&before).unwrap_or_else(|errors| panic!("{errors}\n{text}"));
        let expected = results(&before);
        trapped += expected
            .iter()
            .flat_map(|(_, given)| given)
            .filter(|it| it.is_none())
            .count();
        let limits = Limits {
            callee: 1 + seed as usize % 30,
            in_loops: if seed % 2 == 0 { 40 } else { 0 },
            folded: 200,
            caller: 200,
        };
        let check = |module: &Module, pass: &str| {
            let show = || format!("seed {seed}, {pass}\n{}\n{}", print(&before), print(module));
            verify(module).unwrap_or_else(|errors| panic!("{errors}\n{}", show()));
            for (name, actual) in results(module) {
                let expected = expected.iter().find(|(it, _)| *it == name);
                assert_eq!(
                    expected.map(|(_, it)| it),
                    Some(&actual),
                    "{name}: {}",
                    show()
                );
            }
        };
        let mut after = before.clone();
        joined += dedup(&mut after, false, |_| false);
        check(&after, "dedup");
        put_in += inline(&mut after, limits, |_, _| true);
        check(&after, "dedup, inline");
        removed += dead(&mut after, is_visible);
        check(&after, "dedup, inline, dead");
        let mut other = before.clone();
        inline(&mut other, limits, |_, _| true);
        check(&other, "inline");
        let parts = halves(&before);
        for part in &parts {
            verify(part).unwrap_or_else(|errors| panic!("{errors}\n{}", print(part)));
        }
        let mut whole = merge("whole", parts).unwrap_or_else(|errors| panic!("{errors}\n{text}"));
        check(&whole, "merge");
        inline(&mut whole, limits, |_, _| true);
        check(&whole, "merge, inline");
        let visible = |module: &Module| module.symbols.iter().filter(|it| is_visible(it.1)).count();
        assert_eq!(visible(&after), visible(&before));
    }
    // The test shows nothing if there was nothing to do.
    assert!(
        joined > 60 && put_in > 100 && removed > 20 && trapped > 60,
        "{joined} {put_in} {removed} {trapped}"
    );
}
