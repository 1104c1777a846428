//! What holds of every intrinsic, every opcode and the types that are shared.

use std::fmt::Write as _;

use wasmir::debug::MAX_DEPTH;
use wasmir::hash::{Detail, Hashes};
use wasmir::intrinsic::{self, Operand};
use wasmir::text::parse;
use wasmir::verify::verify;
use wasmir::{Module, SymbolId};

/// Bodies are encoded by many threads at once.
#[test]
fn modules_and_hashes_are_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    let module = Module::new("m");
    shared(&module);
    shared(&Hashes::new(&module, Detail::CODE));
}

/// A module that calls `%name` with the operands and the feature that the table says, or without.
fn call(it: &intrinsic::Intrinsic, with_feature: bool) -> Result<(), String> {
    let feature = it.feature.filter(|_| with_feature);
    let mut features = String::from("features +simd128");
    if let Some(feature) = feature {
        features += &format!(" +{feature}");
    }
    let signature = it.signature();
    let mut params = Vec::new();
    let mut arguments = Vec::new();
    for (index, operand) in it.operands.iter().enumerate() {
        match operand {
            Operand::Value(ty) => {
                params.push(format!("v{index}: {ty}"));
                arguments.push(format!("v{index}"));
            }
            Operand::Table => arguments.push("v100".to_owned()),
        }
    }
    let types: Vec<_> = params
        .iter()
        .map(|it| it.split(": ").nth(1).unwrap_or_default())
        .collect();
    let (result, gives) = match it.result {
        Some(ty) => ("v101 = ".to_owned(), format!(" -> {ty}")),
        None => (String::new(), String::new()),
    };
    let returned = if it.result.is_some() { " v101" } else { "" };
    let text = format!(
        "wasmir 1
{features}
sym0 = table \"t\" funcref 0
sym1 = function \"f\"
function u0:1({}){gives} {{
    gv0 = symbol u0:0
    fn0 = %{}{signature}
block0{}:
    v100 = symbol_value.i32 gv0
    {result}call fn0({})
    return{returned}
}}
",
        types.join(", "),
        it.name,
        if params.is_empty() {
            String::new()
        } else {
            format!("({})", params.join(", "))
        },
        arguments.join(", "),
    );
    let module = parse(&text).map_err(|errors| format!("{errors}\n{text}"))?;
    assert!(module.body(SymbolId::from_u32(1)).is_some());
    verify(&module).map_err(|errors| format!("{errors}\n{text}"))
}

#[test]
fn every_intrinsic_can_be_called_with_its_feature_and_not_without() {
    for it in intrinsic::ALL {
        call(it, true).unwrap_or_else(|errors| panic!("{errors}"));
        if it.feature.is_some_and(|feature| feature != "simd128") {
            assert!(call(it, false).is_err(), "{}", it.name);
        }
    }
}

#[test]
fn intrinsics_have_names_of_their_own_and_say_what_they_are() {
    let mut names: Vec<_> = intrinsic::ALL.iter().map(|it| it.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), intrinsic::ALL.len());
    for it in intrinsic::ALL {
        assert_eq!(intrinsic::find(it.name), Some(it));
        assert!(it.doc.starts_with('`'), "{}", it.name);
    }
    assert_eq!(intrinsic::find("nothing"), None);
}

/// Each `let` of a function makes a block of its own within the one before.
#[test]
fn blocks_have_a_depth() {
    let verified = |depth: u32| {
        let mut text = String::from("wasmir 1\nfile0 = \"a.rs\"\nsp0 = \"f\" file0 1\n");
        for it in 1..=depth {
            writeln!(text, "sp{it} = \"\" file0 2 sp{}", it - 1).expect("strings take all");
        }
        let module = parse(&text).unwrap_or_else(|errors| panic!("{errors}"));
        verify(&module).map_err(|errors| errors.to_string())
    };
    assert_eq!(verified(MAX_DEPTH), Ok(()));
    let error = format!("sp{} is within more than {MAX_DEPTH} blocks", MAX_DEPTH + 1);
    let errors = verified(100_000).expect_err("too deep");
    assert_eq!(errors.matches("is within").count(), 1, "{errors}");
    assert!(errors.contains(&error), "{errors}");
}
