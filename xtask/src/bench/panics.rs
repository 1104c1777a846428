//! What `--panic` costs, on a program that can panic.

use std::fs;

use anyhow::{Result, ensure};
use wasm_runtime::Host;

use super::report::{Section, grouped};
use super::run::{Ended, Program};
use super::sources::{HELLO, PANICS};
use super::tools::{Bench, bytes, output};

/// Builds it in each way, checks what a panic says, and weighs it.
///
/// # Errors
/// It does not build, or says something else.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "Panics",
        &[
            "`--panic`",
            "hello",
            "a program that can panic",
            "more than `trap`",
        ],
    );
    let dirs = [
        bench.package("panic_hello", HELLO)?,
        bench.package("panics", PANICS)?,
    ];
    let mut trap = 0;
    for way in ["trap", "message", "location"] {
        let mut sizes = [0, 0];
        for ((size, dir), name) in sizes.iter_mut().zip(&dirs).zip(["panic_hello", "panics"]) {
            output(
                bench
                    .cargo_wasm(dir, way)
                    .args(["build", "--release", "--panic", way]),
            )?;
            *size = bytes(&bench.module(way, "wasi", "release", name))?;
        }
        let wasm = fs::read(bench.module(way, "wasi", "release", "panics"))?;
        let program = Program {
            name: "panics".into(),
            wasm,
            host: Host::Wasi,
            cache: bench.code_cache(),
        };
        ensure!(
            program.run(&["2".into()], Vec::new())?.stdout == b"5\n",
            "--panic {way}: the program is wrong"
        );
        let said = program.run(&["9".into()], Vec::new())?;
        ensure!(
            as_promised(way, &said),
            "--panic {way}: a panic gives {said:?}"
        );
        if way == "trap" {
            trap = sizes[1];
        }
        section.row([
            format!("`{way}`"),
            grouped(sizes[0]),
            grouped(sizes[1]),
            grouped(sizes[1].saturating_sub(trap)),
        ]);
    }
    section.notes.push("Release builds, wasi. The program parses an argument and indexes an array: `args[1]`, `unwrap`, `primes[index]`.".into());
    section.notes.push("Each was run into a panic: `trap` says nothing, `message` the message, `location` also the file and line.".into());
    Ok(section)
}

fn as_promised(way: &str, said: &Ended) -> bool {
    let message = said.stderr.contains("the len is 6 but the index is 9");
    let location = said.stderr.contains("main.rs:5");
    let expected = match way {
        "trap" => (false, false),
        "message" => (true, false),
        _ => (true, true),
    };
    said.code.is_none() && (message, location) == expected
}
