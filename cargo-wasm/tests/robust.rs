//! Damaged components: whatever is done with them, the program must refuse them as the user's mistake, and not panic.
//!
//! Components made from WIT are cut off, and bytes of them changed, by a fixed seed; each is loaded, printed, compared and
//! linked. `DAMAGED=N` asks for another number of inputs than the usual one.

#[path = "harness/component.rs"]
#[allow(dead_code)] // Other tests use the rest.
mod component;

use std::path::Path;
use std::process::Command;

/// How many damaged inputs each component gives.
const USUAL: usize = 100;

const APP: &str = "package local:app;\n\
    world app { import local:gfx/gfx@2.1.0; import log: func(line: string); export run: func() -> result<u32, string>; }\n\
    package local:gfx@2.1.0 {\n\
      interface gfx {\n\
        resource canvas { constructor(size: size); draw: func(x: u32) -> option<pixel>; }\n\
        record size { width: u32, height: u32 }\n\
        variant pixel { none, gray(u8), rgb(tuple<u8, u8, u8>) }\n\
        convolve: func(c: borrow<canvas>, kernel: list<f32>) -> canvas;\n\
      }\n\
    }";

const GFX: &str = "package local:gfx@2.1.0;\n\
    interface gfx {\n\
      resource canvas { constructor(size: size); draw: func(x: u32) -> option<pixel>; }\n\
      record size { width: u32, height: u32 }\n\
      variant pixel { none, gray(u8), rgb(tuple<u8, u8, u8>) }\n\
      convolve: func(c: borrow<canvas>, kernel: list<f32>) -> canvas;\n\
    }\n\
    world provider { export gfx; }";

/// A small generator of numbers (Marsaglia, "Xorshift RNGs", 2003): the same inputs at every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// Cuts the bytes off, or changes, drops or doubles some.
fn damage(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match random.below(4) {
        0 => bytes.truncate(random.below(bytes.len())),
        1 => {
            let at = random.below(bytes.len());
            bytes.remove(at);
        }
        2 => {
            let at = random.below(bytes.len());
            let end = (at + 1 + random.below(8)).min(bytes.len());
            let part = bytes[at..end].to_vec();
            bytes.splice(at..at, part);
        }
        _ => {
            for _ in 0..=random.below(4) {
                let at = random.below(bytes.len());
                bytes[at] = random.below(256) as u8;
            }
        }
    }
    bytes
}

fn run(dir: &Path, args: &[&str]) -> Result<(), String> {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-wasm"))
        .args(["wasm", "component"])
        .args(args)
        .current_dir(dir)
        .output()
        .expect("the program was built");
    let err = String::from_utf8_lossy(&output.stderr);
    // A panic has code 101, too, and a bug of ours says that it is one.
    let wrong = err.contains("panicked") || err.contains("internal error");
    match output.status.code() {
        Some(0 | 1 | 101) if !wrong => Ok(()),
        code => Err(format!("{args:?} ended with {code:?}: {err}")),
    }
}

#[test]
fn damaged_components_are_refused_and_nothing_panics() {
    let count = std::env::var("DAMAGED").map_or(USUAL, |text| {
        text.parse().expect("DAMAGED is a number of inputs")
    });
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(dir.path().join(name), bytes).expect("the folder can be written");
    };
    let (app, gfx) = (component::component(APP), component::component(GFX));
    let (app, gfx) = (
        app.expect("the WIT is right"),
        gfx.expect("the WIT is right"),
    );
    let module = component::module(APP).expect("the WIT is right");
    write("app.wasm", &app);
    write("gfx.wasm", &gfx);
    run(
        dir.path(),
        &[
            "link",
            "app.wasm",
            "--plug",
            "gfx.wasm",
            "--allow-import",
            "log",
            "-o",
            "all.wasm",
        ],
    )
    .unwrap();
    let all = std::fs::read(dir.path().join("all.wasm")).expect("undamaged parts link");
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut failures = Vec::new();
    for round in 0..count {
        let seed = random.0;
        write("bad-app.wasm", &damage(&app, &mut random));
        write("bad-gfx.wasm", &damage(&gfx, &mut random));
        write("bad-module.wasm", &damage(&module, &mut random));
        write("bad-all.wasm", &damage(&all, &mut random));
        for args in [
            &["wit", "bad-app.wasm"][..],
            &["wit", "bad-module.wasm"],
            &["new", "bad-module.wasm", "-o", "out.wasm"],
            &["check", "app.wasm", "bad-app.wasm"],
            &["check", "bad-gfx.wasm", "gfx.wasm"],
            &[
                "link",
                "bad-app.wasm",
                "--plug",
                "gfx.wasm",
                "-o",
                "out.wasm",
            ],
            &[
                "link",
                "app.wasm",
                "--plug",
                "bad-gfx.wasm",
                "--allow-import",
                "log",
                "-o",
                "out.wasm",
            ],
            &[
                "replace",
                "bad-all.wasm",
                "gfx",
                "gfx.wasm",
                "-o",
                "out.wasm",
            ],
            &[
                "replace",
                "all.wasm",
                "gfx",
                "bad-gfx.wasm",
                "-o",
                "out.wasm",
            ],
        ] {
            if let Err(what) = run(dir.path(), args) {
                failures.push(format!("round {round}, seed {seed:#x}: {what}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
