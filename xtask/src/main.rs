//! The project's own chores: test, tidy, bench, bless.

mod ask;
mod bench;
mod components;
mod driver;
mod fuzz;
mod languages;
mod libtest;
mod pages;
mod real;
mod std_tests;
mod test;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

Commands:
  test [--setup] [--real]             run everything that must hold
  tidy                                check the invariants of ARCHITECTURE.md
  bless                               rewrite the tests' expectations
  real [--slow] [--list] [--backend cranelift] [NAME…]   hold programs and suites from crates.io against their native selves
  driver                              build the rustc driver against rustup's toolchain, and run its tests
  std-tests [--backend llvm|cranelift]   hold the Cranelift backend against LLVM on Rust's own tests of core and alloc
  fuzz TARGET [--inputs N] [--seed S]  damage inputs and see that nothing panics
  components                          run the examples of components, from end to end
  languages                           link components of four languages, run them in three embeddings
  pages [NAME…]                       build, serve and use the examples that have a page, in Chromium
  bench size [--only SECTION,…]   measure sizes, speed and rebuilds into benches/RESULTS.md
  bench components [--only SECTION,…]   measure sizes and calls of components, likewise
  bench js [--only SECTION,…]   measure calls, packages and rebuilds for JavaScript hosts, likewise
  bench compile [--only SECTION,…]   measure development builds through Cranelift, likewise
  bench backend   measure the Cranelift backend by itself, likewise
  bench time PROGRAM A.wasm B.wasm…   time modules on a program's heavy input, in turn";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test", rest @ ..] => test::run(rest),
        ["tidy"] => tidy::run(),
        ["bless"] => test::bless(),
        ["real", ..] => real::run(&args[1..]),
        ["std-tests", rest @ ..] => std_tests::run(rest),
        ["components"] => {
            real::build_cargo_wasm(test::root()).and_then(|program| components::run(&program))
        }
        ["driver"] => {
            real::build_cargo_wasm(test::root()).and_then(|program| driver::run(&program, true))
        }
        ["fuzz", rest @ ..] => fuzz::run(rest),
        ["languages"] => {
            real::build_cargo_wasm(test::root()).and_then(|program| languages::run(&program))
        }
        ["pages", rest @ ..] => {
            real::build_cargo_wasm(test::root()).and_then(|program| pages::run(&program, rest))
        }
        ["bench", "size", rest @ ..] => bench::size(rest),
        ["bench", "components", rest @ ..] => bench::components(rest),
        ["bench", "js", rest @ ..] => bench::js(rest),
        ["bench", "compile", rest @ ..] => bench::compile(rest),
        ["bench", "backend", rest @ ..] => bench::backend(rest),
        ["bench", "time", rest @ ..] => bench::time(rest),
        [] | ["-h" | "--help" | "help"] => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        other => Err(anyhow::anyhow!(
            "unknown command `{}`\n\n{USAGE}",
            other.join(" ")
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
