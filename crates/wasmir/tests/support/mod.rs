//! Running bodies without encoding them: by Cranelift's interpreter, which knows calls and stack slots, and no symbols of data.

use cranelift_interpreter::environment::FunctionStore;
use cranelift_interpreter::interpreter::{Interpreter, InterpreterState};
use cranelift_interpreter::step::{ControlFlow, CraneliftTrap};
use wasmir::cranelift_codegen::data_value::DataValue;
use wasmir::{Function, Module, SymbolId, body};

/// Steps after which a function does not end.
const FUEL: u64 = 200_000;

/// What `id` returns for these arguments, or that it traps.
///
/// # Panics
/// It does neither, or it uses what the interpreter does not have.
pub fn interpret(module: &Module, id: SymbolId, arguments: &[DataValue]) -> Option<Vec<DataValue>> {
    let mut store = FunctionStore::default();
    for id in module.symbols.keys() {
        if let Some(body) = module.body(id) {
            store.add(body::name(id).to_string(), &body.ir);
        } else if let Some(Function::Alias { target }) = module.function(id) {
            store.add(
                body::name(id).to_string(),
                &module.body(*target).expect("it is valid").ir,
            );
        }
    }
    let state = InterpreterState::default().with_function_store(store);
    let mut interpreter = Interpreter::new(state).with_fuel(Some(FUEL));
    let result = interpreter.call_by_name(&body::name(id).to_string(), arguments);
    match result.expect("the interpreter has what the body uses") {
        ControlFlow::Return(values) => Some(values.to_vec()),
        ControlFlow::Trap(CraneliftTrap::User(_)) => None,
        other => panic!("{}: {other:?}", module.symbols[id].name),
    }
}
