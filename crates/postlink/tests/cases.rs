//! Golden tests: each `tests/cases/<pass>/*.wat` goes through its pass and must give the `.stdout` beside it.
//!
//! `;; ARGS: …` in the text holds the pass's options. `BLESS=1` writes what came out. Every output module is validated, and
//! every size report checked, before it is compared.

mod support;

use postlink::{SizeReport, StripOptions};
use std::fs;
use std::path::Path;

/// Options of a case, from its first `;; ARGS:` line.
fn args(text: &str) -> Vec<&str> {
    let line = text.lines().find_map(|line| line.strip_prefix(";; ARGS:"));
    line.unwrap_or_default().split_whitespace().collect()
}

fn run_cases(pass: &str, run: impl Fn(&[u8], &[&str]) -> Result<String, postlink::Error>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(pass);
    let mut cases: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "wat"));
    cases.sort();
    assert!(!cases.is_empty(), "no cases in {}", folder.display());

    let mut wrong = Vec::new();
    for case in cases {
        let text = fs::read_to_string(&case).unwrap();
        let wasm =
            wat::parse_str(&text).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
        let actual = run(&wasm, &args(&text)).unwrap_or_else(|error| format!("error: {error}\n"));
        let golden = case.with_extension("stdout");
        if std::env::var_os("BLESS").is_some_and(|bless| bless == "1") {
            fs::write(&golden, &actual).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if actual != expected {
            wrong.push(format!(
                "{}\n--- expected\n{expected}\n--- actual\n{actual}",
                case.display()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong (BLESS=1 accepts)\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The module as text, once it validates.
fn dump(before: &[u8], after: &[u8]) -> String {
    postlink::validate(after).unwrap();
    postlink::analyze(after).unwrap().check().unwrap();
    support::dump(before, after)
}

#[test]
fn size() {
    run_cases("size", |wasm, _| {
        let report = postlink::analyze(wasm)?;
        report.check()?;
        assert_eq!(report.total, wasm.len() as u64);
        let json = serde_json::to_string_pretty(&report).unwrap();
        assert_eq!(serde_json::from_str::<SizeReport>(&json).unwrap(), report);
        Ok(json + "\n")
    });
}

#[test]
fn strip() {
    run_cases("strip", |wasm, args| {
        let keep: Vec<&str> = args
            .iter()
            .filter_map(|arg| arg.strip_prefix("keep="))
            .collect();
        let has = |flag| args.contains(&flag) || args.contains(&"all");
        let options = StripOptions {
            names: has("names"),
            producers: has("producers"),
            target_features: has("target_features"),
            debug: has("debug"),
            relocations: has("relocations"),
            keep: &keep,
        };
        Ok(dump(wasm, &postlink::strip(wasm, &options)?))
    });
}

#[test]
fn exports() {
    run_cases("exports", |wasm, args| {
        let policy: fn(&str) -> bool = match args {
            ["wasi_command"] => postlink::wasi_command,
            ["standalone"] => postlink::standalone,
            ["none"] => |_| false,
            _ => panic!("unknown policy {args:?}"),
        };
        Ok(dump(
            wasm,
            &postlink::retain_exports(wasm, |name, _| policy(name))?,
        ))
    });
}

#[test]
fn data() {
    run_cases("data", |wasm, _| {
        let out = postlink::trim_data(wasm)?;
        assert_eq!(support::memory_image(wasm), support::memory_image(&out));
        assert_eq!(postlink::trim_data(&out)?, out, "a second run finds more");
        Ok(dump(wasm, &out))
    });
}

#[test]
fn copies() {
    run_cases("copies", |wasm, _| {
        let out = postlink::short_copies(wasm)?;
        Ok(dump(wasm, &out) + &support::code(&out))
    });
}

#[test]
fn features() {
    run_cases("features", |wasm, _| {
        let features = postlink::features_used(wasm)?;
        let names: Vec<String> = features
            .iter()
            .map(|feature| format!("{}{}", feature.prefix, feature.name))
            .collect();
        Ok(format!(
            "{}\n{}\n",
            names.join(" "),
            postlink::wasm_opt_flags(&features).join(" ")
        ))
    });
}
