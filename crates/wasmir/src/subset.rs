//! The part of Cranelift's IR that bodies may use: opcodes, and the types of their operands and results.
//!
//! [`RULES`] and [`REFUSED`] together have every opcode, which a test sees to. What Cranelift's optimiser makes of a body in
//! the subset may be outside of it; whoever runs the optimiser deals with that.

use std::fmt;
use std::ops::BitOr;
use std::sync::LazyLock;

use cranelift_codegen::ir::{Opcode, Type, types};

/// A set of the types that WasmIR has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Types(u16);

impl Types {
    /// In the order of the bits.
    pub(crate) const ALL: [Type; 13] = [
        types::I8,
        types::I16,
        types::I32,
        types::I64,
        types::I128,
        types::F32,
        types::F64,
        types::I8X16,
        types::I16X8,
        types::I32X4,
        types::I64X2,
        types::F32X4,
        types::F64X2,
    ];

    /// Whether `ty` is among them.
    #[must_use]
    pub fn contains(self, ty: Type) -> bool {
        number(ty).is_some_and(|bit| self.0 & 1 << bit != 0)
    }
}

/// A number for each type that WasmIR has.
pub(crate) fn number(ty: Type) -> Option<u8> {
    let number = Types::ALL.iter().position(|it| *it == ty);
    number.map(|it| it as u8)
}

impl BitOr for Types {
    type Output = Types;

    fn bitor(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }
}

impl fmt::Display for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Types::ALL.iter().filter(|ty| self.contains(**ty));
        let names: Vec<_> = names.map(ToString::to_string).collect();
        f.write_str(&names.join(", "))
    }
}

/// The type of addresses, symbols' values and indices of functions.
pub const I32: Types = Types(1 << 2);
/// `i8` to `i64`: what fits into a value of WebAssembly's.
pub const UP_TO_64: Types = Types(0b1111);
/// `i128`, which takes two values.
pub const I128: Types = Types(1 << 4);
/// `i8` to `i128`.
pub const INTEGERS: Types = Types(0b1_1111);
/// `f32` and `f64`.
pub const FLOATS: Types = Types(0b11 << 5);
/// Vectors of integers.
pub const INTEGER_VECTORS: Types = Types(0b1111 << 7);
/// Vectors of floats.
pub const FLOAT_VECTORS: Types = Types(0b11 << 11);
/// All vectors.
pub const VECTORS: Types = Types(0b11_1111 << 7);
/// Everything.
pub const ANY: Types = Types(0x1fff);

const I8X16: Types = Types(1 << 7);
const I16X8: Types = Types(1 << 8);
const I32X4: Types = Types(1 << 9);
const F32X4: Types = Types(1 << 11);
const F64X2: Types = Types(1 << 12);
const I64: Types = Types(1 << 3);

const fn union(sets: &[Types]) -> Types {
    let mut bits = 0;
    let mut index = 0;
    while index < sets.len() {
        bits |= sets[index].0;
        index += 1;
    }
    Types(bits)
}

/// Opcodes that may be used, and the types that all their operands and results must have.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The opcodes.
    pub opcodes: &'static [Opcode],
    /// Types of operands and results, those of blocks' arguments and calls' aside.
    pub types: Types,
    /// What they mean in WebAssembly, where Cranelift's documentation does not say it.
    pub note: &'static str,
}

const fn rule(opcodes: &'static [Opcode], types: Types, note: &'static str) -> Rule {
    Rule {
        opcodes,
        types,
        note,
    }
}

/// What may be used.
pub static RULES: &[Rule] = {
    use Opcode::*;
    &[
        // Control.
        rule(&[Jump, Brif, Return, Call, CallIndirect], ANY, ""),
        rule(&[BrTable], I32, ""),
        rule(
            &[Trap, Debugtrap, Nop, Fence],
            ANY,
            "`trap` and `debugtrap` are `unreachable`",
        ),
        rule(&[Trapz, Trapnz], INTEGERS, ""),
        rule(&[UaddOverflowTrap], UP_TO_64, ""),
        rule(
            &[FuncAddr, SymbolValue, TlsValue, StackAddr],
            I32,
            "see the crate's documentation",
        ),
        // Constants and choice.
        rule(&[Iconst], UP_TO_64, ""),
        rule(&[F32const, F64const], FLOATS, ""),
        rule(&[Vconst], VECTORS, ""),
        rule(&[Select], ANY, ""),
        rule(&[SelectSpectreGuard], ANY, "like `select`"),
        rule(&[Bitselect], union(&[INTEGERS, VECTORS]), ""),
        // Memory. Addresses are 32 bits wide, and an offset is added to them without leaving these.
        rule(&[Load, Store], ANY, ""),
        rule(
            &[Uload8, Sload8, Istore8, Uload16, Sload16, Istore16],
            UP_TO_64,
            "",
        ),
        rule(&[Uload32, Sload32, Istore32], union(&[I32, I64]), ""),
        rule(
            &[
                Uload8x8, Sload8x8, Uload16x4, Sload16x4, Uload32x2, Sload32x2,
            ],
            union(&[I32, INTEGER_VECTORS]),
            "",
        ),
        rule(
            &[AtomicLoad, AtomicStore, AtomicRmw, AtomicCas],
            UP_TO_64,
            "without the feature `atomics` there is one thread, and they are plain accesses",
        ),
        // Integers.
        rule(
            &[Iadd, Isub, Ineg, Iabs, Band, Bor, Bxor, Bnot],
            union(&[INTEGERS, INTEGER_VECTORS, FLOAT_VECTORS]),
            "",
        ),
        rule(&[Imul], union(&[INTEGERS, INTEGER_VECTORS]), "not `i8x16`"),
        rule(
            &[Icmp],
            union(&[INTEGERS, INTEGER_VECTORS]),
            "`i64x2` is compared as signed only",
        ),
        rule(
            &[Smin, Umin, Smax, Umax],
            union(&[INTEGERS, I8X16, I16X8, I32X4]),
            "",
        ),
        rule(&[Ishl, Ushr, Sshr], union(&[INTEGERS, INTEGER_VECTORS]), ""),
        rule(
            &[
                Udiv, Sdiv, Urem, Srem, Rotl, Rotr, Clz, Cls, Ctz, Bitrev, Bswap, Bmask,
            ],
            INTEGERS,
            "",
        ),
        rule(&[Popcnt], union(&[INTEGERS, I8X16]), ""),
        rule(
            &[Umulhi, Smulhi, UmulOverflow, SmulOverflow],
            UP_TO_64,
            "compiler-builtins multiplies `i128`",
        ),
        rule(
            &[UaddOverflow, SaddOverflow, UsubOverflow, SsubOverflow],
            INTEGERS,
            "",
        ),
        rule(&[Uextend, Sextend, Ireduce], INTEGERS, ""),
        rule(&[Isplit, Iconcat], union(&[I64, I128]), ""),
        // Floats.
        rule(
            &[
                Fadd, Fsub, Fmul, Fdiv, Sqrt, Fneg, Fabs, Fmin, Fmax, Ceil, Floor, Trunc, Nearest,
            ],
            union(&[FLOATS, FLOAT_VECTORS]),
            "`fmin` and `fmax` are WebAssembly's: NaN if either is",
        ),
        rule(
            &[Fcmp],
            union(&[FLOATS, FLOAT_VECTORS, UP_TO_64, INTEGER_VECTORS]),
            "",
        ),
        rule(&[Fcopysign], FLOATS, ""),
        rule(&[Fma], FLOATS, "the functions `fmaf` and `fma`"),
        rule(&[Fpromote, Fdemote], FLOATS, ""),
        rule(
            &[FcvtToUint, FcvtToSint],
            union(&[UP_TO_64, FLOATS]),
            "compiler-builtins converts to `i128`",
        ),
        rule(
            &[FcvtToUintSat, FcvtToSintSat, FcvtFromUint, FcvtFromSint],
            union(&[UP_TO_64, FLOATS, I32X4, F32X4]),
            "compiler-builtins converts to and from `i128`",
        ),
        rule(&[Bitcast], ANY, ""),
        // Vectors.
        rule(
            &[Splat, Insertlane, Extractlane, ScalarToVector],
            union(&[UP_TO_64, FLOATS, VECTORS]),
            "",
        ),
        rule(&[Swizzle, Shuffle], I8X16, ""),
        rule(
            &[AvgRound, UaddSat, SaddSat, UsubSat, SsubSat],
            union(&[I8X16, I16X8]),
            "",
        ),
        rule(&[SqmulRoundSat], I16X8, ""),
        rule(
            &[VanyTrue, VallTrue, VhighBits],
            union(&[UP_TO_64, INTEGER_VECTORS]),
            "",
        ),
        rule(&[Snarrow, Unarrow], union(&[I8X16, I16X8, I32X4]), ""),
        rule(
            &[SwidenLow, SwidenHigh, UwidenLow, UwidenHigh],
            INTEGER_VECTORS,
            "",
        ),
        rule(&[Fvdemote, FvpromoteLow], union(&[F32X4, F64X2]), ""),
    ]
};

/// What may not be used, and why or what else to use.
pub static REFUSED: &[(&[Opcode], &str)] = {
    use Opcode::*;
    &[
        (
            &[ReturnCall, ReturnCallIndirect],
            "tail calls are not supported",
        ),
        (
            &[TryCall, TryCallIndirect, GetExceptionHandlerAddress],
            "exceptions are not supported",
        ),
        (&[StackSwitch], "switching stacks is not supported"),
        (
            &[DynamicStackAddr, ExtractVector],
            "dynamic vectors are not supported",
        ),
        (
            &[
                GetPinnedReg,
                SetPinnedReg,
                GetFramePointer,
                GetStackPointer,
                GetReturnAddress,
            ],
            "WebAssembly has no registers",
        ),
        (
            &[F16const, F128const],
            "WebAssembly has no such type; use integers and compiler-builtins",
        ),
        (
            &[X86Pshufb, X86Pmulhrsw, X86Pmaddubsw, X86Cvtt2dq, Blendv],
            "WebAssembly has no such instruction",
        ),
        (
            &[Uunarrow],
            "WebAssembly narrows signed lanes only; use `unarrow`",
        ),
        (
            &[IaddPairwise],
            "use `%i16x8_extadd_pairwise_i8x16_s` and its kin",
        ),
        (
            &[
                SaddOverflowCin,
                UaddOverflowCin,
                SsubOverflowBin,
                UsubOverflowBin,
            ],
            "use `uadd_overflow` and its kin twice",
        ),
        (
            &[SequencePoint],
            "places in the source are those of instructions",
        ),
    ]
};

/// What is known of an opcode.
#[derive(Clone, Copy, Debug)]
pub enum Verdict {
    /// It may be used with these types.
    Allowed(Types),
    /// It may not be used, for this reason.
    Refused(&'static str),
}

/// What is known of `opcode`.
#[must_use]
pub fn verdict(opcode: Opcode) -> Verdict {
    static TABLE: LazyLock<Vec<Verdict>> = LazyLock::new(|| {
        let mut table = vec![Verdict::Refused("this is not part of WasmIR"); 256];
        for rule in RULES {
            for opcode in rule.opcodes {
                table[*opcode as usize] = Verdict::Allowed(rule.types);
            }
        }
        for (opcodes, reason) in REFUSED {
            for opcode in *opcodes {
                table[*opcode as usize] = Verdict::Refused(reason);
            }
        }
        table
    });
    TABLE[opcode as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_opcode_is_decided_once() {
        let allowed = RULES.iter().flat_map(|rule| rule.opcodes);
        let refused = REFUSED.iter().flat_map(|(opcodes, _)| *opcodes);
        let mut decided: Vec<String> = allowed.chain(refused).map(ToString::to_string).collect();
        let mut all: Vec<String> = Opcode::all().iter().map(ToString::to_string).collect();
        decided.sort();
        all.sort();
        assert_eq!(decided, all);
    }

    #[test]
    fn sets_name_what_they_have() {
        assert_eq!(UP_TO_64.to_string(), "i8, i16, i32, i64");
        assert_eq!(FLOAT_VECTORS.to_string(), "f32x4, f64x2");
        assert_eq!(ANY, INTEGERS | FLOATS | VECTORS);
        assert!(!ANY.contains(types::F16) && !ANY.contains(types::I8X8));
    }
}
