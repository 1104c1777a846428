//! Names within the layer's file: the user's must not meet those of the pieces, nor hide what these use of JavaScript.

use super::api::Ty;

/// What the layer declares besides what the user exports, and what it uses of JavaScript.
const TAKEN: [&str; 74] = [
    "Array",
    "BigInt",
    "BigInt64Array",
    "BigUint64Array",
    "DataView",
    "Error",
    "FinalizationRegistry",
    "Float32Array",
    "Float64Array",
    "Infinity",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Map",
    "Math",
    "Number",
    "RangeError",
    "String",
    "Symbol",
    "TextDecoder",
    "TextEncoder",
    "TypeError",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "WeakMap",
    "WebAssembly",
    "accept",
    "alive",
    "copyBack",
    "copyOut",
    "base",
    "chain",
    "check",
    "copy",
    "decoder",
    "drop",
    "encoder",
    "error",
    "fail",
    "free",
    "fresh",
    "garbage",
    "get",
    "getList",
    "getText",
    "giveList",
    "giveText",
    "globalThis",
    "h",
    "heap",
    "imports",
    "kinds",
    "known",
    "lend",
    "len",
    "moved",
    "name",
    "place",
    "putChar",
    "putLetters",
    "putLong",
    "putText",
    "room",
    "stack",
    "start",
    "t",
    "takeList",
    "takeText",
    "top",
    "wasm",
    "kept",
    "spare",
];

/// What a function, class or parameter of this name is called within the layer's file.
pub fn local(name: &str) -> String {
    // Numbers, views of memory, modules, and wasm-bindgen's functions: `p0`, `u8`, `module0`, `k_u8`.
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = stem != name && (stem.len() == 1 || stem == "module");
    match TAKEN.contains(&name) || numbered || name.starts_with("k_") || name.starts_with("bg_") {
        true => format!("{name}_"),
        false => name.to_owned(),
    }
}

/// What parameters are called within a function.
pub fn variables(params: &[(String, Ty)]) -> Vec<String> {
    told_apart(params.iter().map(|(name, _)| local(name)))
}

/// The names with none twice: `x` and `_x` of Rust are both `x` in camelCase.
pub fn told_apart(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut apart: Vec<String> = Vec::new();
    for mut name in names {
        while apart.contains(&name) {
            name.push('_');
        }
        apart.push(name);
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::js::layer::parts;

    #[test]
    fn every_name_that_a_piece_declares_is_taken() {
        let declared = parts::all().flat_map(|text| {
            let lines = text.lines().filter_map(|line| {
                let line = line.strip_prefix("export ").unwrap_or(line);
                line.strip_prefix("const ")
                    .or_else(|| line.strip_prefix("let "))
                    .or_else(|| line.strip_prefix("var "))
            });
            let names =
                lines.flat_map(|line| line.split(" = ").next().unwrap_or_default().split(", "));
            names
                .map(|name| name.trim_end_matches(';').to_owned())
                .collect::<Vec<_>>()
        });
        let declared: Vec<String> = declared.collect();
        assert!(declared.iter().any(|name| name == "len"), "{declared:?}");
        for name in declared {
            // The package exports it, and the macro keeps it from users.
            assert!(
                name == "alloc" || local(&name) != name,
                "`{name}` is free for users"
            );
        }
    }

    #[test]
    fn parameters_that_are_alike_in_camel_case_are_told_apart() {
        let params = ["x", "x", "top", "x1"].map(|name| (name.to_owned(), Ty::Bool));
        assert_eq!(variables(&params), ["x", "x_", "top_", "x1_"]);
    }
}
