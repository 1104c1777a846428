//! The text form: what is printed can be read again, and is what filetests are written in.
//!
//! ```text
//! wasmir 1                                    ; the version of this form
//! module "hello"
//! features +bulk-memory -shared-mem
//! producer "rustc 1.96.0"
//! directory "/src"
//! file0 = "src/lib.rs"
//! sp0 = "hello::main" file0 3                 ; a subprogram: name, file, line
//! loc0 = file0 4 9 sp0                        ; a location: file, line, column, subprogram
//! loc1 = file0 90 5 sp1 at loc0               ; and where it was inlined
//!
//! sym0 = undefined global "__stack_pointer" i32 mut
//! sym1 = undefined function "log" (i32, i32) from "env" "log"
//! sym2 = local data "text" ".rodata.text" align 1 { "hello\0a" }
//! sym3 = data "table" ".data.rel.ro" align 4 { address sym2 +2 table_index sym5 zeros 8 "\01\00" }
//! sym4 = data "buffer" ".bss.buffer" align 16 zeroed 4096
//! sym5 = hidden retain export "main" function "main" sp0
//! function u0:5() fast {
//!     gv0 = symbol u0:2
//!     sig0 = (i32, i32) fast
//!     fn0 = u0:1 sig0
//!
//! block0:
//! @0000   v0 = symbol_value.i32 gv0
//! @0000   v1 = iconst.i32 6
//! @0000   call fn0(v0, v1)
//!         return
//! }
//! sym6 = alias "start" sym5
//! sym7 = table "refs" externref 0 64
//! sym8 = global "depth" i32 mut 0
//!
//! constructor 65535 sym5
//! section "producers" "\00"
//! ```
//!
//! Items begin at the start of a line, those with numbers in ascending order from zero. Comments go from `;` to the end of the
//! line. Strings have the escapes of WebAssembly's text format: `\t`, `\n`, `\r`, `\"`, `\\`, and a byte as two hexadecimal
//! digits. The body of a function is Cranelift's own text, from the line after the function's declaration, and
//! `u0:` and a number is the symbol of that number there.
//!
//! In the order in which they are written: `weak` or `local`, `hidden`, `retain`, `export "name"`, `undefined`, and then what
//! the symbol is. Data is made of strings, `zeros` and a count, and places of four bytes for the linker; `zeroed` and a count is
//! [`Contents::Zeros`](crate::Contents::Zeros). A data symbol of the linker's strings has `strings` before `align`, an
//! undefined one in thread-local storage has `tls` after its name.

mod annotate;
mod body;
mod error;
mod item;
mod lex;
mod parse;
mod print;
mod scan;
mod variables;

pub use annotate::{Annotate, Names, Places, Plain};
pub use error::{ParseError, ParseErrorKind, ParseErrors};
pub use parse::parse;
pub use print::{print, print_body, print_with};

/// The version of the text form that is written, and the only one that is read.
pub const VERSION: u32 = 1;
