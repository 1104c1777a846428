//! The table of operators is that of wasm: each is encoded and read again under its name.

use codegen_cranelift::op::{Immediate, Op};
use wasmparser::{BinaryReader, OperatorsReader};

/// `i32.trunc_sat_f32_s` is `I32TruncSatF32S`. Names that the specification writes in one word are several for wasmparser, so
/// capitals do not count: no two operators differ in them alone.
fn flat(text: &str) -> String {
    text.replace(['.', '_'], "").to_lowercase()
}

#[test]
fn each_is_what_it_is_called() {
    let mut checked = 0;
    for op in Op::all() {
        let info = op.info();
        let is_wasm = info.code != 0x41 && op != Op::Nop && op != Op::Param && op != Op::TrapIf;
        if !is_wasm && op != Op::I32Const {
            continue;
        }
        let mut bytes = Vec::new();
        if info.prefix == 0 {
            bytes.push(info.code as u8);
        } else {
            bytes.push(info.prefix);
            codegen_cranelift::encode::uleb(&mut bytes, info.code.into());
        }
        let operands: &[u8] = match info.immediate {
            Immediate::None => &[],
            Immediate::ZeroZero
            | Immediate::Memory
            | Immediate::Indirect
            | Immediate::TablePair => &[0, 0],
            Immediate::F32 => &[0; 4],
            Immediate::F64 => &[0; 8],
            Immediate::V128 => &[0; 16],
            Immediate::MemoryLane => &[0, 0, 0],
            Immediate::HeapType => &[0x70],
            _ => &[0],
        };
        bytes.extend_from_slice(operands);
        let mut reader = OperatorsReader::new(BinaryReader::new(&bytes, 0));
        let read = reader
            .read()
            .unwrap_or_else(|error| panic!("{}: {error}", info.text));
        let name = format!("{read:?}");
        let name = name.split([' ', '{', '(']).next().unwrap_or_default();
        assert_eq!(flat(name), flat(info.text), "{bytes:02x?}");
        assert!(reader.eof(), "{} has other immediates", info.text);
        checked += 1;
    }
    assert!(checked > 450);
}
