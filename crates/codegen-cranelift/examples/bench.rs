//! How fast the back end is on one thread: `bench [--total] [FILE.wasmir …]`, or on random functions.
//!
//! With `--total` it prints three numbers: the functions of all files, and the seconds that they take without and with the
//! e-graph pass.

#[path = "../tests/fuzz"]
mod fuzz {
    pub mod generate;
    pub mod graph;
    pub mod rng;
    pub mod special;
}

use std::time::{Duration, Instant};

use codegen_cranelift::{Options, compile};
use wasmir::Module;

const RUNS: usize = 7;

fn main() {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let total = files.first().is_some_and(|it| it == "--total");
    if total {
        files.remove(0);
    }
    let mut modules: Vec<Module> = files
        .iter()
        .map(|file| {
            let text =
                std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
            wasmir::text::parse(&text).unwrap_or_else(|errors| panic!("{file}: {errors}"))
        })
        .collect();
    if modules.is_empty() {
        modules.push(fuzz::generate::module(1, 4000));
    }
    if total {
        let functions: usize = modules.iter().map(functions).sum();
        let [plain, optimised] = [false, true].map(|optimize| {
            let options = Options {
                optimize,
                debug: true,
                threads: 1,
            };
            let times = modules.iter().map(|it| time(it, options).0);
            times.sum::<f64>()
        });
        println!("{functions} {plain} {optimised}");
        return;
    }
    for module in &modules {
        let bodies: Vec<_> = module
            .symbols
            .keys()
            .filter_map(|id| module.body(id))
            .collect();
        let insts: usize = bodies.iter().map(|it| it.ir.dfg.num_insts()).sum();
        println!(
            "{}: {} functions, {insts} instructions",
            module.name,
            bodies.len()
        );
        for optimize in [false, true] {
            for debug in [false, true] {
                measure(
                    module,
                    bodies.len(),
                    insts,
                    Options {
                        optimize,
                        debug,
                        threads: 1,
                    },
                );
            }
        }
    }
}

fn functions(module: &Module) -> usize {
    let symbols = module.symbols.keys();
    symbols.filter(|it| module.body(*it).is_some()).count()
}

/// The median of seconds to encode a module, and the object's bytes.
fn time(module: &Module, options: Options) -> (f64, usize) {
    let mut times: Vec<Duration> = Vec::new();
    let mut size = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let object = compile(module, &options).unwrap_or_else(|error| panic!("{error}"));
        times.push(start.elapsed());
        size = object.len();
    }
    times.sort();
    (times[RUNS / 2].as_secs_f64(), size)
}

fn measure(module: &Module, functions: usize, insts: usize, options: Options) {
    let (median, size) = time(module, options);
    println!(
        "optimize {:5} debug {:5}: {:8.1} ms, {:9.0} functions/s, {:6.2} M instructions/s, {:6.1} MB/s of object, {} bytes",
        options.optimize,
        options.debug,
        median * 1e3,
        functions as f64 / median,
        insts as f64 / median / 1e6,
        size as f64 / median / 1e6,
        size
    );
}
