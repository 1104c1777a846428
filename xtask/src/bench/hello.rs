//! Hello: what the smallest programs weigh, beside what stock tools make of the same source.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_runtime::Host;

use super::report::{Section, grouped};
use super::run::Program;
use super::sources::{GREETING, HELLO, STANDALONE, STANDALONE_MAIN};
use super::tools::{Bench, bytes, clean, output, write_package};

/// The keys with which stock cargo makes its smallest modules.
const SMALL: &str = "[profile.release]\nopt-level = \"z\"\nlto = true\ncodegen-units = 1\npanic = \"abort\"\nstrip = true\n";

/// Builds and checks each, and weighs it.
///
/// # Errors
/// One does not build, or does not greet.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new("Hello", &["program", "bytes", "bar", "aim"]);
    let ours = ours(bench, "hello", "wasi", HELLO)?;
    section.row([
        "`println!`, wasi, `cargo wasm build --release`".into(),
        grouped(ours),
        "< 15,000".into(),
        "≤ 4,000".into(),
    ]);
    section.bar("hello (wasi), bytes", ours as f64, ours < 15_000);
    let (linked, optimised) = stock(bench)?;
    section.row([
        "the same by stock cargo, `opt-level = \"z\"`, LTO, 1 CGU, abort, strip".into(),
        grouped(linked),
        String::new(),
        String::new(),
    ]);
    section.row([
        "… and `wasm-opt -Oz`".into(),
        grouped(optimised),
        String::new(),
        String::new(),
    ]);
    let best = stock_nightly(bench)?;
    section.row(["… and std by `-Zbuild-std` (`optimize_for_size`, `-Cpanic=immediate-abort`, `-Zlocation-detail=none`; nightly flags)".into(), grouped(best), String::new(), String::new()]);
    let alone = self::ours(bench, "standalone", "standalone", STANDALONE)?;
    section.row([
        "`log(ptr, len)`, standalone, `#![no_main]`".into(),
        grouped(alone),
        "< 1,000".into(),
        "≤ 200".into(),
    ]);
    section.bar("hello (standalone), bytes", alone as f64, alone < 1000);
    let with_main = self::ours(bench, "standalone_main", "standalone", STANDALONE_MAIN)?;
    section.row([
        "the same behind std's `fn main()`".into(),
        grouped(with_main),
        "< 1,000".into(),
        "≤ 200".into(),
    ]);
    section.bar(
        "hello (standalone, `fn main`), bytes",
        with_main as f64,
        with_main < 1000,
    );
    section
        .notes
        .push("Each module was run, and printed `Hello, world!`.".into());
    Ok(section)
}

/// Builds and runs by `cargo wasm run`, so that what is weighed is what a user gets.
fn ours(bench: &Bench, name: &str, host: &str, main: &str) -> Result<u64> {
    let dir = bench.package(name, main)?;
    let ran = output(
        bench
            .cargo_wasm(&dir, "hello")
            .args(["run", "--release", "--host", host]),
    )?;
    ensure!(
        ran.stdout == GREETING,
        "{name} printed {:?}",
        String::from_utf8_lossy(&ran.stdout)
    );
    bytes(&bench.module("hello", host, "release", name))
}

/// The best of stable cargo: as linked, and after wasm-opt.
fn stock(bench: &Bench) -> Result<(u64, u64)> {
    let dir = bench.scratch.join("src").join("stock_hello");
    write_package(&dir, "hello", SMALL, HELLO)?;
    output(bench.cargo(&dir, "stock_hello").args([
        "build",
        "--release",
        "--target",
        "wasm32-wasip1",
    ]))?;
    let linked = bench
        .scratch
        .join("stock_hello/wasm32-wasip1/release/hello.wasm");
    greets(bench, &linked)?;
    Ok((bytes(&linked)?, optimised(bench, &linked)?))
}

/// The best of nightly cargo, by way of `RUSTC_BOOTSTRAP`.
fn stock_nightly(bench: &Bench) -> Result<u64> {
    let dir = bench.scratch.join("src").join("stock_nightly");
    write_package(&dir, "hello", SMALL, HELLO)?;
    let mut cargo = clean("cargo");
    bench.stock.apply_without_std(&mut cargo);
    let self_contained = bench.stock.self_contained();
    let mut flags =
        "-Cpanic=immediate-abort\u{1f}-Zunstable-options\u{1f}-Zlocation-detail=none".to_owned();
    if let Some(libc) = self_contained {
        // Without a std as distributed, nobody else says where libc is.
        flags.push_str(&format!("\u{1f}-L\u{1f}native={}", libc.display()));
        flags.push_str(&format!(
            "\u{1f}-Clink-self-contained=no\u{1f}-Clink-arg={}",
            libc.join("crt1-command.o").display()
        ));
    }
    cargo
        .current_dir(&dir)
        .env("CARGO_TARGET_DIR", bench.scratch.join("stock_nightly"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", flags)
        .args([
            "build",
            "--release",
            "--target",
            "wasm32-wasip1",
            "-Zbuild-std=std,panic_abort",
            "-Zbuild-std-features=optimize_for_size",
        ]);
    output(&mut cargo)?;
    optimised(
        bench,
        &bench
            .scratch
            .join("stock_nightly/wasm32-wasip1/release/hello.wasm"),
    )
}

/// `wasm-opt -Oz` with what LLVM turns on by default; returns where the result is.
///
/// # Errors
/// It fails.
pub fn optimise(bench: &Bench, linked: &Path) -> Result<PathBuf> {
    let out = linked.with_extension("opt.wasm");
    wasm_opt(bench, linked, &out, &["-Oz", "--converge"])?;
    Ok(out)
}

/// wasm-opt with these flags, and with what LLVM turns on by default.
///
/// # Errors
/// It fails.
pub fn wasm_opt(bench: &Bench, linked: &Path, out: &Path, flags: &[&str]) -> Result<()> {
    let mut command = clean(&bench.wasm_opt);
    command
        .arg(linked)
        .arg("-o")
        .arg(out)
        .args(flags)
        .arg("--mvp-features");
    for feature in [
        "bulk-memory",
        "bulk-memory-opt",
        "call-indirect-overlong",
        "multivalue",
        "mutable-globals",
        "nontrapping-float-to-int",
        "reference-types",
        "sign-ext",
    ] {
        command.arg(format!("--enable-{feature}"));
    }
    output(&mut command).map(drop)
}

/// … of a program that greets; returns its bytes.
fn optimised(bench: &Bench, linked: &Path) -> Result<u64> {
    let out = optimise(bench, linked)?;
    greets(bench, &out)?;
    bytes(&out)
}

fn greets(bench: &Bench, module: &Path) -> Result<()> {
    let wasm = fs::read(module).with_context(|| format!("no {}", module.display()))?;
    let program = Program {
        name: "hello".into(),
        wasm,
        host: Host::Wasi,
        cache: bench.code_cache(),
    };
    let ended = program.run(&[], Vec::new())?;
    ensure!(
        ended.code == Some(0) && ended.stdout == GREETING,
        "{} does not greet",
        module.display()
    );
    Ok(())
}
