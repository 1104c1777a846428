//! Differential fuzzing: random functions run by Cranelift's interpreter and, after our encoding, in wasmtime.

use cranelift_interpreter::environment::FunctionStore;
use cranelift_interpreter::interpreter::{Interpreter, InterpreterError, InterpreterState};
use cranelift_interpreter::step::ControlFlow;
use wasmir::Module;
use wasmir::cranelift_codegen::data_value::DataValue;
use wasmir::cranelift_codegen::ir::immediates::{Ieee32, Ieee64};
use wasmir::cranelift_codegen::ir::{ArgumentExtension, Function, Type, types};

use super::rng::Rng;
use super::{generate, interpreted, shrink};
use crate::support::{compile, host};

/// Functions of a module: together they cost one instance.
pub const FUNCTIONS: usize = 40;
/// Calls of each function.
const CALLS: usize = 3;

/// What came of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Bits(u128),
    Trap,
}

/// Compares all functions of the module of this seed, both ways of compiling; gives how many there were.
///
/// # Errors
/// What differs, with the function.
pub fn check(engine: &wasmtime::Engine, seed: u64) -> Result<usize, String> {
    let module = generate::module(seed, FUNCTIONS);
    let functions: Vec<&Function> = module
        .symbols
        .keys()
        .filter_map(|id| module.body(id))
        .map(|body| &body.ir)
        .collect();
    let for_interpreter: Vec<Function> = functions
        .iter()
        .map(|it| interpreted::rewrite(it))
        .collect();
    let mut calls = Vec::new();
    for (number, function) in functions.iter().enumerate() {
        if generate::takes_pointer(seed, number) {
            continue;
        }
        let mut rng = Rng::new(seed ^ (number as u64) << 32);
        for _ in 0..CALLS {
            let args: Vec<DataValue> = function
                .signature
                .params
                .iter()
                .map(|it| random(&mut rng, it.value_type))
                .collect();
            let expected = interpret(&for_interpreter, number, &args).map_err(|error| {
                format!("seed {seed}, f{number}: the interpreter: {error}\n{function}")
            })?;
            calls.push(Call {
                number,
                args,
                expected,
            });
        }
    }
    for options in compile::OPTIONS {
        let fail = |what: String| format!("seed {seed}, optimize {}: {what}", options.optimize);
        let object = compile::object(&module, options);
        wasmparser::Validator::new_with_features(wasmparser::WasmFeatures::all())
            .validate_all(&object)
            .map_err(|error| fail(invalid(&module, &object, &error.to_string())))?;
        let start =
            |wasm: &wasmtime::Module| host::start(wasm).map_err(|error| fail(format!("{error:#}")));
        let wasm =
            wasmtime::Module::new(engine, &object).map_err(|error| fail(format!("{error:#}")))?;
        let mut running = start(&wasm)?;
        for call in &calls {
            let function = functions[call.number];
            let actual = run(&mut running, function, call).map_err(fail)?;
            if actual != call.expected {
                let small = shrink::shrink(function, |candidate| {
                    let small = shrink::module(&module, call.number, candidate);
                    is_wrong(engine, &small, call, options)
                });
                return Err(fail(format!(
                    "f{}({:?}) is {:x?}, and we make it {actual:x?}\n{function}\n\nThis is wrong as well:\n{small}",
                    call.number, call.args, call.expected
                )));
            }
            // A trap leaves the stack where it was.
            if actual == Outcome::Trap {
                running = start(&wasm)?;
            }
        }
    }
    Ok(functions.len())
}

/// A call, and what comes of it.
struct Call {
    number: usize,
    args: Vec<DataValue>,
    expected: Outcome,
}

/// What comes of a call in wasm.
fn run(running: &mut host::Running, function: &Function, call: &Call) -> Result<Outcome, String> {
    let number = call.number;
    let exported = running
        .instance
        .get_func(&mut running.store, &format!("f{number}"));
    let exported = exported.ok_or_else(|| format!("f{number} is not exported"))?;
    let args: Vec<wasmtime::Val> = function
        .signature
        .params
        .iter()
        .zip(&call.args)
        .flat_map(|(param, it)| lower(param.extension, it))
        .collect();
    match host::call(&mut running.store, exported, &args) {
        Ok(Some(value)) => Ok(Outcome::Bits(host::bits(&value))),
        Ok(None) => Err(format!("f{number} returns nothing")),
        Err(error) if is_trap(&error) => Ok(Outcome::Trap),
        Err(error) => Err(error),
    }
}

/// Whether a module that was made smaller is valid, and the same call in it still comes out wrong.
fn is_wrong(
    engine: &wasmtime::Engine,
    module: &Module,
    call: &Call,
    options: codegen_cranelift::Options,
) -> bool {
    if wasmir::verify::verify(module).is_err() {
        return false;
    }
    let functions: Vec<Function> = module
        .symbols
        .keys()
        .filter_map(|id| module.body(id))
        .map(|body| interpreted::rewrite(&body.ir))
        .collect();
    let Ok(expected) = interpret(&functions, call.number, &call.args) else {
        return false;
    };
    let Ok(object) = codegen_cranelift::compile(module, &options) else {
        return false;
    };
    let wasm = wasmtime::Module::new(engine, &object);
    let Ok(mut running) = wasm.and_then(|it| host::start(&it)) else {
        return false;
    };
    run(&mut running, &functions[call.number], call).is_ok_and(|actual| actual != expected)
}

/// Says which function is not valid.
fn invalid(module: &Module, object: &[u8], error: &str) -> String {
    let offset = error
        .rsplit("0x")
        .next()
        .and_then(|it| u64::from_str_radix(it.trim_end_matches(')'), 16).ok());
    let mut number = 0;
    for payload in wasmparser::Parser::new(0).parse_all(object).flatten() {
        if let wasmparser::Payload::CodeSectionEntry(body) = payload {
            if offset.is_some_and(|it| body.range().contains(&it)) {
                let symbols: Vec<_> = module.symbols.keys().collect();
                let function = module.body(symbols[number]).map(|it| it.ir.to_string());
                return format!("{error}, in f{number}\n{}", function.unwrap_or_default());
            }
            number += 1;
        }
    }
    error.to_owned()
}

fn is_trap(error: &str) -> bool {
    error.contains("wasm trap") || error.contains("wasm backtrace")
}

fn random(rng: &mut Rng, ty: Type) -> DataValue {
    let bits = rng.special();
    match ty {
        types::I8 => DataValue::I8(bits as i8),
        types::I16 => DataValue::I16(bits as i16),
        types::I32 => DataValue::I32(bits as i32),
        types::I64 => DataValue::I64(bits as i64),
        types::I128 => DataValue::I128(i128::from(bits) | i128::from(rng.special()) << 64),
        types::F32 => DataValue::F32(Ieee32::with_float(rng.float() as f32)),
        _ => DataValue::F64(Ieee64::with_float(rng.float())),
    }
}

/// The value as wasm has it: narrow integers with what their function wants above them, or garbage.
fn lower(extension: ArgumentExtension, value: &DataValue) -> Vec<wasmtime::Val> {
    let narrow = |zero: u32, sign: i32, mask: u32| match extension {
        ArgumentExtension::Uext => zero as i32,
        ArgumentExtension::Sext => sign,
        ArgumentExtension::None => (0xdead_beef & !mask | zero) as i32,
    };
    match value {
        DataValue::I8(it) => {
            vec![wasmtime::Val::I32(narrow(
                u32::from(*it as u8),
                i32::from(*it),
                0xff,
            ))]
        }
        DataValue::I16(it) => {
            vec![wasmtime::Val::I32(narrow(
                u32::from(*it as u16),
                i32::from(*it),
                0xffff,
            ))]
        }
        DataValue::I32(it) => vec![wasmtime::Val::I32(*it)],
        DataValue::I64(it) => vec![wasmtime::Val::I64(*it)],
        DataValue::I128(it) => {
            vec![
                wasmtime::Val::I64(*it as i64),
                wasmtime::Val::I64((*it >> 64) as i64),
            ]
        }
        DataValue::F32(it) => vec![wasmtime::Val::F32(it.bits())],
        DataValue::F64(it) => vec![wasmtime::Val::F64(it.bits())],
        other => panic!("{other:?} is no argument"),
    }
}

/// What the interpreter makes of a call.
fn interpret(functions: &[Function], number: usize, args: &[DataValue]) -> Result<Outcome, String> {
    let mut store = FunctionStore::default();
    for (at, function) in functions.iter().enumerate().take(number + 1) {
        store.add(format!("u0:{at}"), function);
    }
    let state = InterpreterState::default().with_function_store(store);
    let mut interpreter = Interpreter::new(state).with_fuel(Some(1_000_000));
    match interpreter.call_by_name(&format!("u0:{number}"), args) {
        Ok(ControlFlow::Return(values)) => match &values[..] {
            [DataValue::I8(it)] => Ok(Outcome::Bits(u128::from(*it as u8))),
            [DataValue::I16(it)] => Ok(Outcome::Bits(u128::from(*it as u16))),
            [DataValue::I32(it)] => Ok(Outcome::Bits(u128::from(*it as u32))),
            [DataValue::I64(it)] => Ok(Outcome::Bits(u128::from(*it as u64))),
            [DataValue::F32(it)] => Ok(Outcome::Bits(u128::from(it.bits()))),
            [DataValue::F64(it)] => Ok(Outcome::Bits(u128::from(it.bits()))),
            other => Err(format!("it returns {other:?}")),
        },
        Ok(ControlFlow::Trap(_)) => Ok(Outcome::Trap),
        Err(InterpreterError::FuelExhausted) => Err("it does not end".to_owned()),
        Ok(other) => Err(format!("{other:?}")),
        Err(error) => Err(error.to_string()),
    }
}
