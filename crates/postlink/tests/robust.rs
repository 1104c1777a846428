//! Any bytes in: an answer that adds up or an error, never a panic; and no pass changes what a module does to memory.

mod support;

use damage::Target;
use postlink::{Error, StripOptions};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use support::{HELLO, memory_image};

/// Every module of the golden tests, and the linked one.
fn modules() -> Vec<Vec<u8>> {
    let mut modules = vec![HELLO.to_vec()];
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for folder in fs::read_dir(cases).unwrap() {
        let mut paths: Vec<_> = fs::read_dir(folder.unwrap().path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        let texts = paths
            .iter()
            .filter(|path| path.extension().is_some_and(|extension| extension == "wat"));
        modules.extend(texts.map(|path| wat::parse_file(path).unwrap()));
    }
    modules
}

/// Runs everything over `wasm`. What comes out must validate and add up; a bug is the one error that must not come.
fn exercise(wasm: &[u8]) {
    let not_ours = |error: Error| assert!(!matches!(error, Error::Bug { .. }), "{error}");
    match postlink::analyze(wasm) {
        Ok(report) => {
            report.check().unwrap();
            assert_eq!(report.total, wasm.len() as u64);
        }
        Err(error) => not_ours(error),
    }
    let keep_none = |_: &str, _| false;
    let outputs = [
        postlink::strip(wasm, &StripOptions::all()),
        postlink::retain_exports(wasm, keep_none),
        postlink::trim_data(wasm),
    ];
    for output in outputs {
        match output {
            Ok(output) => {
                postlink::validate(&output).unwrap();
                assert!(output.len() <= wasm.len());
                assert_eq!(memory_image(wasm), memory_image(&output));
            }
            Err(error) => not_ours(error),
        }
    }
    let bare = postlink::strip(
        wasm,
        &StripOptions {
            debug: true,
            ..StripOptions::default()
        },
    );
    match bare.and_then(|bare| postlink::carry_lines(wasm, &bare, &|_| true)) {
        Ok(added) => assert!(added.is_empty() || added.starts_with(&[0])),
        Err(error) => not_ours(error),
    }
    match postlink::short_copies(wasm) {
        Ok(output) => postlink::validate(&output).unwrap(),
        Err(error) => not_ours(error),
    }
    for features in [
        postlink::features_used(wasm),
        postlink::detect_features(wasm),
    ] {
        match features {
            Ok(features) => drop(postlink::wasm_opt_flags(&features)),
            Err(error) => not_ours(error),
        }
    }
    postlink::validate(wasm).unwrap_or_else(not_ours);
}

#[test]
fn every_module_adds_up() {
    for wasm in modules() {
        exercise(&wasm);
    }
}

#[test]
fn every_prefix_of_a_module_is_an_error_or_adds_up() {
    for wasm in modules().into_iter().filter(|wasm| wasm.len() < 1000) {
        for end in 0..wasm.len() {
            exercise(&wasm[..end]);
        }
    }
}

#[test]
fn damaged_modules_are_errors_or_add_up() {
    let modules: Vec<_> = modules().into_iter().map(|it| ("module", it)).collect();
    let target = Target {
        regressions: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regressions"),
        usual: 2000,
    };
    target.run(&modules, |_, wasm| exercise(wasm));
}

#[test]
fn a_real_module() {
    let report = postlink::analyze(HELLO).unwrap();
    let bytes_of = |name: &str| {
        report
            .crates
            .iter()
            .find(|group| group.name == name)
            .map_or(0, |group| group.bytes)
    };
    assert!(
        bytes_of("std") > 1000 && bytes_of("[libc]") > 1000 && bytes_of("hello") > 0,
        "{:?}",
        report.crates
    );
    assert_eq!(bytes_of("[unnamed]"), 0);

    let stripped = postlink::strip(HELLO, &StripOptions::all()).unwrap();
    let exported =
        postlink::retain_exports(&stripped, |name, _| postlink::wasi_command(name)).unwrap();
    let trimmed = postlink::trim_data(&exported).unwrap();
    let small = postlink::analyze(&trimmed).unwrap();
    let exports: Vec<&str> = small
        .exports
        .iter()
        .map(|export| export.name.as_str())
        .collect();
    assert_eq!(exports, ["memory", "_start"]);
    assert!(small.sections.iter().all(|section| section.id != 0));
    assert!(
        trimmed.len() < exported.len()
            && exported.len() < stripped.len()
            && stripped.len() < HELLO.len()
    );

    // The section says what the compiler could use; what the code shows must be among it.
    let said = postlink::wasm_opt_flags(&postlink::features_used(HELLO).unwrap());
    let shown = postlink::wasm_opt_flags(&postlink::detect_features(HELLO).unwrap());
    assert!(
        shown.iter().all(|flag| said.contains(flag)),
        "{shown:?} not in {said:?}"
    );
    assert!(shown.len() > 1);
}

#[test]
fn an_invalid_module_is_not_repaired() {
    // A data count of 2 for one segment. Without the check, `trim_data` would drop the count and with it the mistake.
    let wasm = b"\0asm\x01\0\0\0\x05\x03\x01\0\x01\x0c\x01\x02\x0b\x09\x01\0\x41\0\x0b\x03\0\0a";
    assert!(postlink::analyze(wasm).is_ok());
    assert!(matches!(
        postlink::trim_data(wasm),
        Err(Error::Malformed { .. })
    ));
}

#[test]
fn nesting_out_of_reason_is_refused() {
    let mut wasm = b"\0asm\x0d\0\x01\0".to_vec();
    for _ in 0..5000 {
        let mut outer = b"\0asm\x0d\0\x01\0\x04".to_vec();
        let mut len = wasm.len();
        while len >= 0x80 {
            outer.push(len as u8 | 0x80);
            len >>= 7;
        }
        outer.push(len as u8);
        outer.extend_from_slice(&wasm);
        wasm = outer;
    }
    assert!(matches!(
        postlink::analyze(&wasm),
        Err(Error::NotSupported { .. })
    ));
    assert!(matches!(
        postlink::strip(&wasm, &StripOptions::all()),
        Err(Error::NotSupported { .. })
    ));
}

/// A module with one page of memory and the given data segments.
fn with_segments(segments: &[(u32, Vec<u8>, bool)], name_first: bool) -> Vec<u8> {
    let mut text = String::from("(module (memory (export \"m\") 1) ");
    if name_first {
        text.push_str("(func data.drop 0)");
    }
    for (index, (address, bytes, passive)) in segments.iter().enumerate() {
        let place = if *passive {
            String::new()
        } else {
            format!("(i32.const {address})")
        };
        let content: String = bytes.iter().map(|byte| format!("\\{byte:02x}")).collect();
        text.push_str(&format!("(data $d{index} {place} \"{content}\")"));
    }
    text.push(')');
    wat::parse_str(&text).unwrap()
}

/// Segments of mostly zeros that often overlap, touch, or cross the end of memory.
fn segments() -> impl Strategy<Value = Vec<(u32, Vec<u8>, bool)>> {
    let byte = prop_oneof![4 => Just(0u8), 1 => 1u8..4];
    let address = prop_oneof![8 => 0u32..300, 1 => 65_480u32..65_540, 1 => any::<u32>()];
    let segment = (
        address,
        proptest::collection::vec(byte, 0..60),
        proptest::bool::weighted(0.1),
    );
    proptest::collection::vec(segment, 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn trimming_keeps_memory(segments in segments(), name_first: bool) {
        let wasm = with_segments(&segments, name_first);
        let out = postlink::trim_data(&wasm).unwrap();
        prop_assert!(out.len() <= wasm.len());
        prop_assert_eq!(memory_image(&wasm), memory_image(&out));
    }

    #[test]
    fn random_bytes(bytes: Vec<u8>) {
        exercise(&bytes);
    }

    #[test]
    fn random_sections(
        component: bool,
        sections in proptest::collection::vec((0u8..16, proptest::collection::vec(any::<u8>(), 0..40)), 0..6),
    ) {
        let mut wasm = if component { b"\0asm\x0d\0\x01\0".to_vec() } else { b"\0asm\x01\0\0\0".to_vec() };
        for (id, payload) in sections {
            wasm.extend_from_slice(&[id, payload.len() as u8]);
            wasm.extend_from_slice(&payload);
        }
        exercise(&wasm);
    }

    #[test]
    fn random_names(name in "[_RNvXsMICB<>:a-z0-9 .$\\['éE-]{0,60}") {
        let symbol = postlink::symbol::describe(&name, false);
        prop_assert!(!symbol.crate_name.is_empty());
        let again = postlink::symbol::describe(&format!("_RNv{name}"), true);
        prop_assert!(!again.crate_name.is_empty());
    }
}
