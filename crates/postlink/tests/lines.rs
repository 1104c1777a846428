//! `carry_lines`: each instruction of the rewritten module leads to its own in the original.

use postlink::{CODE_MAP, carry_lines};
use wasmparser::{BinaryReader, Parser, Payload};

/// With what a rewriting leaves out: instructions that cannot be reached, `nop`, and an `else` without any.
const ORIGINAL: &str = r#"(module
  (func $_ZN3app5first17h0123456789abcdefE (param i32) (result i32)
    nop
    (if (local.get 0) (then (return (i32.const 1)) (drop (i32.const 5)) (block (unreachable))) (else))
    (loop $again (br_if $again (local.get 0)) (block (br 0) (i32.const 3) drop))
    nop
    (call $_ZN3std5other17h0123456789abcdefE)
    (i32.add (i32.const 1000) (local.get 0)))
  (func $_ZN3std5other17h0123456789abcdefE)
  (func (@name "_RNvC3app4twin") (result i32) nop (i32.const 7))
  (func (@name "_RNvC3app4twin") (result i32) nop nop (i32.const 8))
  (func $plain_app (result i32) (i32.const 9))
  (func $_ZN3app7changed17h0123456789abcdefE (result i32) (i32.const 9))
  (@custom ".debug_line" "table")
)"#;

/// In another order, and with demangled names.
const REWRITTEN: &str = r#"(module
  (func $plain_app (result i32) (i32.const 9))
  (func $"app::changed::h0123456789abcdef" (result i32) (i64.const 9) i32.wrap_i64)
  (func (@name "app::twin[1]") (result i32) (i32.const 8))
  (func $"std::other::h0123456789abcdef")
  (func $"app::first::h0123456789abcdef" (param i32) (result i32)
    (if (local.get 0) (then (return (i32.const 1))))
    (loop $again (br_if $again (local.get 0)) (block (br 0)))
    (call $"std::other::h0123456789abcdef")
    (i32.add (i32.const 1000) (local.get 0)))
  (func (@name "app::twin") (result i32) (i32.const 7))
)"#;

/// Instructions by their place in the code section's content.
fn instructions(wasm: &[u8]) -> Vec<(u64, String)> {
    let (mut found, mut begin) = (Vec::new(), 0);
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.unwrap() {
            Payload::CodeSectionStart { range, .. } => begin = range.start,
            Payload::CodeSectionEntry(body) => {
                let mut reader = body.get_operators_reader().unwrap();
                while !reader.eof() {
                    let (op, place) = reader.read_with_offset().unwrap();
                    found.push((place - begin, format!("{op:?}")));
                }
            }
            _ => {}
        }
    }
    found
}

fn section<'a>(wasm: &'a [u8], name: &str) -> Option<&'a [u8]> {
    Parser::new(0)
        .parse_all(wasm)
        .find_map(|payload| match payload.unwrap() {
            Payload::CustomSection(section) if section.name() == name => Some(section.data()),
            _ => None,
        })
}

/// Pieces of the rewritten code, and how far ahead the original is: begin, end, distance.
fn pieces(map: &[u8]) -> Vec<(u64, u64, i64)> {
    let mut reader = BinaryReader::new(map, 0);
    let mut pieces = Vec::new();
    let mut start = 0;
    for _ in 0..reader.read_var_u64().unwrap() {
        start += reader.read_var_u64().unwrap();
        let end = start + reader.read_var_u64().unwrap();
        let mut ahead = reader.read_var_u64().unwrap() as i64 - start as i64;
        let mut from = start;
        for _ in 0..reader.read_var_u64().unwrap() {
            let to = from + reader.read_var_u64().unwrap();
            pieces.push((from, to, ahead));
            from = to;
            ahead += reader.read_var_i64().unwrap();
        }
        pieces.push((from, end, ahead));
    }
    assert!(reader.eof());
    pieces
}

/// A call names another index after the rewriting.
fn kind(op: &str) -> &str {
    if op.starts_with("Call ") { "Call" } else { op }
}

#[test]
fn instructions_lead_to_their_own() {
    let original = wat::parse_str(ORIGINAL).unwrap();
    let rewritten = wat::parse_str(REWRITTEN).unwrap();
    let added = carry_lines(&original, &rewritten, &|name| name.contains("3app")).unwrap();
    let all = [rewritten.clone(), added].concat();
    postlink::validate(&all).unwrap();
    assert_eq!(section(&all, ".debug_line"), Some(&b"table"[..]));
    let pieces = pieces(section(&all, CODE_MAP).unwrap());
    let from = instructions(&original);
    let mut found = Vec::new();
    for (place, op) in instructions(&all) {
        let Some((.., ahead)) = pieces
            .iter()
            .find(|(begin, end, _)| (begin..end).contains(&&place))
        else {
            continue;
        };
        let there = place.checked_add_signed(*ahead).unwrap();
        let (_, source) = from.iter().find(|(place, _)| *place == there).unwrap();
        assert_eq!(kind(source), kind(&op));
        found.push(op);
    }
    // Both twins and `first`, of which three parts have moved; neither the changed one, nor one that is not wanted.
    assert_eq!(found.len(), 2 + 2 + 17, "{found:#?}");
    for value in ["{ value: 7 }", "{ value: 8 }", "{ value: 1000 }"] {
        assert!(found.iter().any(|op| op.ends_with(value)), "{value}");
    }
}

#[test]
fn without_tables_or_functions_there_is_nothing_to_add() {
    let plain = wat::parse_str("(module (func $_ZN3app5first17h0123456789abcdefE))").unwrap();
    assert_eq!(carry_lines(&plain, &plain, &|_| true).unwrap(), b"");
    let original = wat::parse_str(ORIGINAL).unwrap();
    assert_eq!(carry_lines(&original, &plain, &|_| false).unwrap(), b"");
    // It carries its own.
    assert_eq!(carry_lines(&original, &original, &|_| true).unwrap(), b"");
}
