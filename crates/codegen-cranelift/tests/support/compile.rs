//! Modules that must be right, and every way to compile them.

use codegen_cranelift::{Options, compile};
use wasmir::Module;

/// Every way to compile that must give the same behaviour.
pub const OPTIONS: [Options; 2] = [
    Options {
        optimize: false,
        debug: true,
        threads: 1,
    },
    Options {
        optimize: true,
        debug: true,
        threads: 1,
    },
];

/// Compiles a module that must be right.
pub fn object(module: &Module, options: Options) -> Vec<u8> {
    wasmir::verify::verify(module).unwrap_or_else(|errors| panic!("{errors}"));
    compile(module, &options).unwrap_or_else(|error| panic!("{error}"))
}
