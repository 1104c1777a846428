//! `cargo xtask bench js`: what packages for JavaScript hosts cost, beside wasm-bindgen's and raw WebAssembly.

pub mod calls;
pub mod dev;
pub mod hello;
pub mod reload;
mod verdict;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::hello::wasm_opt;
use super::tools::{Bench, Stock, clean, first, locked_version, output};

/// The browser; `CHROMIUM` says another.
fn chromium() -> String {
    env::var("CHROMIUM").unwrap_or_else(|_| "chromium".into())
}

/// What JavaScript runs in, and wasm-bindgen, with their versions.
///
/// # Errors
/// One is missing.
pub fn tools(bench: &Bench) -> Result<Vec<String>> {
    let browser = chromium();
    let chromium = first(&browser, "--version")
        .with_context(|| format!("no `{browser}`; `apt-get install -y chromium` gets one"))?;
    Ok(vec![
        format!("Node: {}", first("node", "--version")?),
        format!("browser: {chromium}, headless"),
        format!("wasm-bindgen: {}", version(&bench.root)?),
    ])
}

/// The version of wasm-bindgen that is built into cargo-wasm.
fn version(root: &Path) -> Result<String> {
    locked_version(root, "wasm-bindgen-cli-support")
}

/// wasm-bindgen's own program of that version: on PATH, or where cargo-wasm keeps others, or installed there.
fn wasm_bindgen(bench: &Bench) -> Result<PathBuf> {
    let version = version(&bench.root)?;
    let says = first("wasm-bindgen", "--version").unwrap_or_default();
    if says.split(' ').nth(1) == Some(&version) {
        return Ok("wasm-bindgen".into());
    }
    let root = cache()?
        .join("tools")
        .join(format!("wasm-bindgen-{version}"));
    let program = root
        .join("bin")
        .join(format!("wasm-bindgen{}", env::consts::EXE_SUFFIX));
    if !program.is_file() {
        let package = format!("wasm-bindgen-cli@{version}");
        eprintln!("installing {package}");
        let install = |flags: &[&str]| {
            let mut command = clean("cargo");
            command
                .args(["install", &package, "--root"])
                .arg(&root)
                .args(flags)
                .current_dir(env::temp_dir());
            output(&mut command)
        };
        // A mirror of the registry may lack the very versions that its authors had.
        install(&["--locked"]).or_else(|_| install(&[]))?;
    }
    Ok(program)
}

/// Where cargo-wasm keeps its cache.
fn cache() -> Result<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let dir = |name, below: &str| Some(Path::new(&set(name)?).join(below));
    let root = set("WASMRUST_CACHE").map(PathBuf::from);
    root.or_else(|| dir("XDG_CACHE_HOME", "wasmrust"))
        .or_else(|| dir("HOME", ".cache/wasmrust"))
        .context("neither XDG_CACHE_HOME nor HOME is set")
}

/// Builds a package of `benches/js` as users of this project do, for all JavaScript hosts, into `out`.
fn ours(bench: &Bench, name: &str, flags: &[&str], out: &Path) -> Result<()> {
    let mut command = bench.cargo_wasm(&bench.root.join("benches/js").join(name), name);
    command
        .args(["build", "--locked", "--host", "browser", "--out-dir"])
        .arg(out)
        .args(flags);
    output(&mut command).map(drop)
}

/// Builds a package of `benches/js` as users of wasm-bindgen do: stock cargo in release, wasm-bindgen for a target, wasm-opt
/// with `opt`.
fn theirs(
    bench: &Bench,
    stock: &Stock,
    name: &str,
    target: &str,
    opt: &str,
    out: &Path,
) -> Result<()> {
    let dir = bench.root.join("benches/js").join(name);
    let mut cargo = bench.stock_cargo(stock, &dir, name);
    output(cargo.args(["build", "--release", "--locked", "--target", stock.target]))?;
    let linked = bench
        .scratch
        .join(name)
        .join(stock.target)
        .join("release")
        .join(format!("{}.wasm", name.replace('-', "_")));
    let bound = linked.with_file_name(format!("bound-{target}"));
    let mut bindgen = clean(wasm_bindgen(bench)?);
    bindgen
        .args(["--target", target, "--no-typescript", "--out-dir"])
        .arg(&bound)
        .arg(&linked);
    output(&mut bindgen)?;
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    fs::create_dir_all(out)?;
    for entry in fs::read_dir(&bound)? {
        let path = entry?.path();
        let to = out.join(path.file_name().unwrap_or_default());
        if path.extension().is_some_and(|ext| ext == "wasm") {
            wasm_opt(bench, &path, &to, &[opt])?;
        } else if path.is_file() {
            fs::copy(&path, &to)?;
        } else {
            bail!("wasm-bindgen made the folder {}", path.display());
        }
    }
    Ok(())
}
