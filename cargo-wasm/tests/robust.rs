//! Damaged components: whatever is done with them, the program must refuse them as the user's mistake, and not panic.
//!
//! Components made from WIT are damaged, and loaded, printed, compared and linked. `cargo xtask fuzz commands` runs more.

#[path = "harness/component.rs"]
#[allow(dead_code)] // Other tests use the rest.
mod component;

use std::path::Path;
use std::process::Command;

use damage::Target;

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
    let samples = [("app", app), ("gfx", gfx), ("module", module), ("all", all)];
    let target = Target {
        regressions: concat!(env!("CARGO_MANIFEST_DIR"), "/tests/regressions"),
        usual: 400,
    };
    target.run(&samples, |name, bytes| {
        write("bad.wasm", bytes);
        for args in commands(name) {
            run(dir.path(), args).unwrap_or_else(|what| panic!("{what}"));
        }
    });
}

/// What is done with `bad.wasm`, a damaged copy of a sample.
fn commands(sample: &str) -> &'static [&'static [&'static str]] {
    const OUT: &str = "out.wasm";
    match sample {
        "app" => &[
            &["wit", "bad.wasm"],
            &["check", "app.wasm", "bad.wasm"],
            &["link", "bad.wasm", "--plug", "gfx.wasm", "-o", OUT],
        ],
        "gfx" => &[
            &["check", "bad.wasm", "gfx.wasm"],
            &[
                "link",
                "app.wasm",
                "--plug",
                "bad.wasm",
                "--allow-import",
                "log",
                "-o",
                OUT,
            ],
            &["replace", "all.wasm", "gfx", "bad.wasm", "-o", OUT],
        ],
        "module" => &[&["wit", "bad.wasm"], &["new", "bad.wasm", "-o", OUT]],
        _ => &[&["replace", "bad.wasm", "gfx", "gfx.wasm", "-o", OUT]],
    }
}
