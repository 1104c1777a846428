//! Hello by `console.log`: what a package weighs, beside wasm-bindgen's of an equal crate.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::super::report::{Section, grouped};
use super::super::tools::{Bench, clean, output};
use super::verdict::Verdict;

/// Bytes as they are, and as a server sends them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Weight {
    wasm: u64,
    js: u64,
    wasm_gzip: u64,
    js_gzip: u64,
}

/// The files that a page or a bundler loads of each package.
///
/// # Errors
/// One does not build, or does not greet.
pub fn measure(bench: &Bench) -> Result<Section> {
    let mut section = Section::new(
        "Hello by `console.log`",
        &[
            "package",
            "wasm",
            "JavaScript",
            "wasm, gzip",
            "JavaScript, gzip",
            "verdict",
        ],
    );
    let site = bench.scratch.join("hello-js");
    let stock = bench.stock_for_js()?;
    let out = site.join("ours");
    super::ours(bench, "hello", &["--release"], &out)?;
    greets(&out, "hello.node.js", "")?;
    let ours = weigh(&out, &["hello.js", "hello_init.js", "hello_layer.js"])?;
    let verdict = judge(ours);
    row(
        &mut section,
        "`#[wasm::export]`, page or bundler",
        ours,
        verdict.word(),
    );
    if verdict == Verdict::Missed {
        section
            .missed
            .push(format!("hello is {} + {} bytes", ours.wasm, ours.js));
    }
    let targets = [
        ("web", "hello_bindgen.js", None),
        ("bundler", "hello_bindgen.js", Some("hello_bindgen_bg.js")),
    ];
    for (target, entry, rest) in targets {
        let out = site.join(target);
        super::theirs(bench, &stock, "hello-bindgen", target, "-Oz", &out)?;
        if target == "web" {
            fs::write(out.join("package.json"), "{ \"type\": \"module\" }\n")?;
            greets(&out, entry, "hello_bindgen_bg.wasm")?;
        }
        let files: Vec<&str> = [entry].into_iter().chain(rest).collect();
        let title = format!("`#[wasm_bindgen]`, target `{target}`, `wasm-opt -Oz`");
        row(&mut section, &title, weigh(&out, &files)?, "");
    }
    section.notes.push(
        "Bar: ≤ 900 bytes of wasm and ≤ 2,500 of JavaScript. Aim: ≤ 300 and ≤ 800. JavaScript is what is loaded by a page, of ours \
         three files, as it was written: no minifier. gzip at its best, a file at a time. Each greeted in Node, but for the target \
         `bundler`, which Node does not load."
            .to_owned(),
    );
    Ok(section)
}

fn judge(weight: Weight) -> Verdict {
    let within = |wasm, js| weight.wasm <= wasm && weight.js <= js;
    Verdict::of(within(900, 2500), within(300, 800))
}

fn row(section: &mut Section, title: &str, weight: Weight, verdict: &str) {
    let bytes = [weight.wasm, weight.js, weight.wasm_gzip, weight.js_gzip].map(grouped);
    let cells = [title.to_owned()].into_iter().chain(bytes);
    section.row(cells.chain([verdict.to_owned()]));
}

fn weigh(dir: &Path, scripts: &[&str]) -> Result<Weight> {
    let mut weight = Weight::default();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ext| ext == "wasm") {
            let bytes = fs::read(&path)?;
            weight.wasm += bytes.len() as u64;
            weight.wasm_gzip += gzip(&bytes)?;
        }
    }
    for name in scripts {
        let bytes = fs::read(dir.join(name))?;
        weight.js += bytes.len() as u64;
        weight.js_gzip += gzip(&bytes)?;
    }
    Ok(weight)
}

fn gzip(bytes: &[u8]) -> Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

/// Loads a package in Node, with a module that it has to be given if it does not find it itself, and has it greet.
fn greets(dir: &Path, entry: &str, module: &str) -> Result<()> {
    let script = r#"
        import { readFileSync } from "node:fs";
        import { pathToFileURL } from "node:url";
        const [entry, module] = process.argv.slice(1);
        const hello = await import(pathToFileURL(entry));
        if (module) hello.initSync({ module: readFileSync(module) });
        hello.hello();
    "#;
    let mut node = clean("node");
    node.args(["--input-type=module", "--eval", script])
        .arg(dir.join(entry));
    if !module.is_empty() {
        node.arg(dir.join(module));
    }
    let said = output(&mut node)?.stdout;
    ensure!(
        said == b"Hello, world!\n",
        "{entry} says {:?}",
        String::from_utf8_lossy(&said)
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_have_to_be_small() {
        let of = |wasm, js| {
            judge(Weight {
                wasm,
                js,
                ..Weight::default()
            })
        };
        assert_eq!(of(300, 800), Verdict::Aim);
        assert_eq!(of(301, 800), Verdict::Bar);
        assert_eq!(of(100, 2501), Verdict::Missed);
        assert_eq!(of(901, 100), Verdict::Missed);
    }
}
