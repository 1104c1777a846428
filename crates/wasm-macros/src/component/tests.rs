//! What modules come to in WIT: each `tests/wit/NAME.rs` beside `NAME.wit`, which is parsed, encoded and decoded again.
//!
//! `BLESS=1` rewrites what is expected.

use std::path::Path;

use wit_component::WitPrinter;
use wit_parser::{PackageId, Resolve};

use super::{bindings, parse, wit};

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

#[test]
fn rust_becomes_wit() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wit");
    let mut count = 0;
    let mut faults = Vec::new();
    for entry in std::fs::read_dir(cases).expect("the folder of cases") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        count += 1;
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
    assert!(count > 0, "no cases");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
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
