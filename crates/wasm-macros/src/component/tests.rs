//! What modules come to in WIT: each `tests/wit/NAME.rs` beside `NAME.wit`, and the guests of `tests/components`, which have a
//! `lib.wit` beside their `lib.rs`. The WIT is parsed, encoded and decoded again, and goes through Rust's source text and back.
//!
//! `BLESS=1` rewrites what is expected.

use std::path::{Path, PathBuf};

use wit_component::WitPrinter;
use wit_parser::{PackageId, Resolve};

use super::{bindings, parse, skeleton, wit};

/// The text as tools print one.
fn print(resolve: &Resolve, package: PackageId) -> String {
    let packages = resolve.packages.iter().map(|(id, _)| id);
    let others: Vec<PackageId> = packages.filter(|id| *id != package).collect();
    let mut printer = WitPrinter::default();
    printer
        .print(resolve, package, &others)
        .expect("what was parsed can be printed");
    printer.output.to_string()
}

fn world_text(case: &str) -> String {
    let file: syn::File = syn::parse_str(case).expect("a case is Rust");
    let module = file.items.into_iter().find_map(|item| match item {
        syn::Item::Mod(module) => Some(module),
        _ => None,
    });
    let mut module = module.expect("a case has a module");
    let at = module
        .attrs
        .iter()
        .position(|attr| parse::is(attr, "component"));
    let attr = module.attrs.remove(at.expect("a case is a component"));
    let args = attr
        .meta
        .require_list()
        .expect("with settings")
        .tokens
        .clone();
    let module = parse::parse(args, quote::quote!(#module)).expect("the case has no mistakes");
    wit::text(&module.component)
}

/// The modules whose WIT is known.
fn cases() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = |dir: PathBuf| {
        let entries = std::fs::read_dir(dir).expect("the folder of cases");
        entries.map(|entry| entry.expect("an entry").path())
    };
    let files = entries(own.join("tests/wit"));
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let guests = entries(own.join("../../tests/components/guests"));
    let guests = guests
        .map(|guest| guest.join("src/lib.rs"))
        .filter(|path| path.with_extension("wit").exists());
    files.chain(guests).collect()
}

#[test]
fn rust_becomes_wit() {
    let mut faults = Vec::new();
    let cases = cases();
    assert!(cases.len() > 1, "no cases");
    for path in cases {
        let case = std::fs::read_to_string(&path).expect("a case");
        let text = world_text(&case);
        let (resolve, world) = bindings::resolve("case.wit", &text, None).expect("it is WIT");
        let package = resolve.worlds[world]
            .package
            .expect("a world is in a package");
        let printed = print(&resolve, package);
        let golden = path.with_extension("wit");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&golden, &printed).expect("the file can be written");
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        if printed != expected {
            faults.push(format!("{}: is now\n{printed}", path.display()));
        }
        // Printed, it says the same as before.
        let (again, _) = bindings::resolve("again.wit", &printed, None).expect("it is WIT");
        let package = again
            .worlds
            .iter()
            .next()
            .and_then(|(_, world)| world.package);
        assert_eq!(print(&again, package.expect("a package")), printed);
        // Through the binary form that modules carry, but for what it does not keep: documentation.
        let encoding = wit_component::StringEncoding::UTF8;
        let bytes = wit_component::metadata::encode(&resolve, world, encoding, None);
        let bytes = bytes.expect("the world encodes");
        let decoded = wit_parser::decoding::decode_world(&bytes);
        let (decoded, decoded_world) = decoded.expect("what was encoded decodes");
        let wanted = without_docs(&print(&resolve, package_of(&resolve, world)));
        let found = print(&decoded, package_of(&decoded, decoded_world));
        assert_eq!(sorted(&found), sorted(&wanted), "{}", path.display());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Worlds by hand among them, which have no module beside them.
#[test]
fn wit_becomes_rust_and_the_same_wit_again() {
    let by_hand = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wit/by-hand.wit");
    let worlds = cases().into_iter().map(|path| path.with_extension("wit"));
    for path in worlds.chain([by_hand]) {
        let text = std::fs::read_to_string(&path).expect("a world");
        let (resolve, world) = bindings::resolve("case.wit", &text, None).expect("it is WIT");
        let rust = skeleton::write(&resolve, world);
        let rust = rust.unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        let again = world_text(&rust);
        let (back, back_world) = bindings::resolve("back.wit", &again, None)
            .unwrap_or_else(|error| panic!("{error:#}\n{rust}"));
        let back = print(&back, package_of(&back, back_world));
        assert_eq!(back, text, "{}:\n{rust}", path.display());
    }
}

#[test]
fn what_a_module_cannot_say_is_refused() {
    let refused = [
        ("export f: func();", "exports something else"),
        ("import f: func();", "in no interface"),
        (
            "export a; } interface a { f: func() -> map<u8, u8>;",
            "`map`",
        ),
        ("export a; } interface a { f: func(it: stream);", "`stream`"),
        (
            "export a; } interface a { variant v { x } f: func(it: v);",
            "has no values",
        ),
        (
            "export a; } interface a { enum x1-y { z } f: func();",
            "leads back",
        ),
        (
            "import b; export a; } interface b { f: func(); } interface a { f: func();",
            "have a `f`",
        ),
        (
            "export a; } interface a { resource r { new: static func(); }",
            "constructor",
        ),
    ];
    for (world, why) in refused {
        let text = format!("package local:a;\nworld w {{ {world} }}");
        let (resolve, world) = bindings::resolve("case.wit", &text, Some("w"))
            .unwrap_or_else(|error| panic!("{error:#}: {text}"));
        let error = skeleton::write(&resolve, world).expect_err(&text);
        assert!(error.contains(why), "{text}: {error}");
    }
}

fn package_of(resolve: &Resolve, world: wit_parser::WorldId) -> PackageId {
    resolve.worlds[world]
        .package
        .expect("a world is in a package")
}

fn without_docs(text: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("///"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines in an order of their own: the binary form sorts packages and interfaces otherwise.
fn sorted(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut lines: Vec<&str> = lines.collect();
    lines.sort_unstable();
    lines
}
