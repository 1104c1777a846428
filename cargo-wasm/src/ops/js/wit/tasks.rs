//! Asynchronous functions: exports return a promise, imports may. JavaScript's queue is what the component's tasks wait in.
//!
//! Source: Component Model, `CanonicalABI.md`, "canon lift", "canon lower", "canon task.return", "canon waitable-set.*".

use std::fmt::Write;

use wit_parser::abi::AbiVariant;
use wit_parser::{Function, LiftLowerAbi, Mangling, ManglingAndAbi, WasmExportKind, WorldKey};

use super::abi::Body;
use super::functions::{Called, MANGLING, Writer};
use super::model::Side;

/// How asynchronous functions are called.
pub const TASKS: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::AsyncCallback);

/// What modules import from `$root` and `[export]$root` to wait, and what it is here.
const WAITING: [(&str, &str); 11] = [
    ("[backpressure-dec]", "() => {}"),
    ("[backpressure-inc]", "() => {}"),
    ("[context-get-0]", "() => $current?.context ?? 0"),
    (
        "[context-set-0]",
        "value => { if ($current) $current.context = value; }",
    ),
    ("[subtask-cancel]", "$cancel"),
    ("[subtask-drop]", "handle => { $subtasks.take(handle); }"),
    ("[task-cancel]", "() => $current.reject($cancelled())"),
    ("[waitable-join]", "$join"),
    ("[waitable-set-drop]", "set => { $sets.take(set); }"),
    (
        "[waitable-set-new]",
        "() => $sets.put({ members: new Set() })",
    ),
    ("[waitable-set-poll]", "$poll"),
];

/// What stops the module until something happens.
const BLOCKING: [&str; 2] = ["[thread-yield]", "[waitable-set-wait]"];

impl Writer<'_> {
    /// What tasks ask of their host; what would stop JavaScript until something happens throws.
    pub fn waiting(&mut self) {
        let imports = &self.module.imports;
        for (module, name) in imports {
            if !module.ends_with("$root") {
                continue;
            }
            let text = match WAITING.iter().find(|(known, _)| known == name) {
                Some((_, text)) => (*text).to_owned(),
                None if BLOCKING.contains(&name.as_str()) => format!("() => $blocked(\"{name}\")"),
                // A function of the world.
                None => continue,
            };
            self.provide(module.clone(), name.clone(), text);
        }
    }

    /// The body of an exported function: a promise of what the task returns.
    pub fn task(
        &mut self,
        key: Option<&WorldKey>,
        function: &Function,
        names: &[String],
    ) -> String {
        let mut body = Body::default();
        let args = self.arguments(function, AbiVariant::GuestExportAsync, names, &mut body);
        let start = self.core_name(key, function, WasmExportKind::Normal);
        let start = self.export(&start);
        let callback = self.core_name(key, function, WasmExportKind::Callback);
        let callback = self.export(&callback);
        self.task_return(key, function);
        format!(
            "return $task(() => {{ {}return {start}({args}); }}, {callback});",
            body.text
        )
    }

    /// The import by which a task hands its result over.
    fn task_return(&mut self, key: Option<&WorldKey>, function: &Function) {
        let model = self.abi.model;
        let (module, name, signature) =
            function.task_return_import(&model.resolve, key, Mangling::Legacy);
        let names: Vec<String> = (0..signature.params.len())
            .map(|i| format!("a{i}"))
            .collect();
        let value = match function.result {
            None => "undefined".to_owned(),
            Some(ty) if signature.indirect_params => self.abi.load(&ty, "a0", 0, Side::Export),
            Some(ty) => self.abi.lift(&ty, &names, Side::Export),
        };
        let end = match model.fallible(function) {
            Some(_) => format!("$settle({value})"),
            None => format!("$current.resolve({value})"),
        };
        let text = format!("({}) => {{ {end}; }}", names.join(", "));
        self.provide(module, name, text);
    }

    /// An imported function as tasks call it: it says at once what has become of the call, and of the rest later.
    pub fn subtask(&mut self, called: &Called, function: &Function) -> String {
        let mut text = format!("({}) => {{ ", called.names.join(", "));
        let call = match self.abi.model.fallible(function) {
            Some(_) => format!("$attempt(() => {})", called.call),
            None => called.call.clone(),
        };
        let store = match (function.result, called.names.last()) {
            (Some(result), Some(pointer)) => self.abi.store(&result, pointer, 0, "r", Side::Import),
            _ => String::new(),
        };
        let _ = write!(text, "return $subtask({call}, r => {{ {store} }}); }}");
        text
    }
}

/// Which names a function has for WebAssembly.
pub fn mangling(function: &Function) -> ManglingAndAbi {
    match function.kind.is_async() {
        true => TASKS,
        false => MANGLING,
    }
}
