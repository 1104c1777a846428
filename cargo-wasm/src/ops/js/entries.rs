//! The JavaScript by which a package is entered: one way in for Node, one for everything else, and what both share.

use super::{CONSTRUCTORS, Glue, Layer, guard, rust_std};
use crate::config::TrapGuard;

/// `NAME_init.js`: instantiates when it is told to. Everything that is public is exported here.
pub fn init(glue: &Glue) -> String {
    let name = &glue.name;
    let mut js = String::new();
    let mut objects = Vec::new();
    let mut start = Vec::new();
    if glue.bound.is_some() {
        let bg = glue.bg();
        js.push_str(&format!("import * as bg from \"{bg}\";\n"));
        objects.push(format!("\"{bg}\": bg"));
        start.push("bg.__wbg_set_wasm(wasm);".to_owned());
    }
    let provided = |module: &&String| {
        let by_layer = |layer: &super::Layer| layer.provides.contains(module);
        **module != glue.bg() && !glue.layers.iter().any(by_layer)
    };
    for (i, module) in glue.facts.imports.iter().filter(provided).enumerate() {
        let module = serde_json::Value::from(module.as_str());
        js.push_str(&format!("import * as import{i} from {module};\n"));
        objects.push(format!("{module}: import{i}"));
    }
    for Layer { file, .. } in &glue.layers {
        js.push_str(&format!(
            "import * as {file} from \"./{name}_{file}.js\";\n"
        ));
        objects.push(format!("...{file}.imports"));
        start.push(format!("{file}.start(wasm);"));
    }
    if glue.facts.constructors {
        start.push(format!("wasm.{CONSTRUCTORS}();"));
    }
    if !glue.facts.std.is_empty() {
        let module = rust_std::MODULE;
        objects.push(format!("\"{module}\": std"));
    }
    if glue.facts.starts {
        start.push("wasm.__wbindgen_start();".to_owned());
    }
    let exports = [
        if is_taken(glue, "default") {
            "init as __init"
        } else {
            "init as default"
        },
        if is_taken(glue, "initSync") {
            "initSync as __initSync"
        } else {
            "initSync"
        },
    ];
    js.extend(guard::import(glue));
    js.push_str(&public(glue));
    let guarded = glue.guard != TrapGuard::None;
    let (guard, exports_of) = match guarded {
        true => (guard::text(glue), "guard(instance.exports)"),
        false => (String::new(), "instance.exports"),
    };
    // Only a guard asks for the module.
    let [parameter, of_made, of_source, keep] = match guarded {
        true => [
            ", compiled",
            ", made.module ?? source",
            ", source",
            "  module = compiled;\n",
        ],
        false => [""; 4],
    };
    let std = if glue.facts.std.is_empty() {
        String::new()
    } else {
        rust_std::provide(&glue.facts.std)
    };
    js.push_str(&format!(
        r#"
let wasm, pending;
{std}{guard}const imports = {{ {} }};

function start(instance{parameter}) {{
{keep}  wasm = {exports_of};
{}  return wasm;
}}

async function load(source) {{
  source = await source;
  source = await (source?.module_or_path ?? source ?? new URL("{name}.wasm", import.meta.url));
  if (typeof source == "string" || source instanceof URL || source instanceof Request) source = await fetch(source);
  if (source instanceof Response) {{
    if (!source.ok) throw Error(source.url + ": " + source.status);
    source = await (source.headers.get("Content-Type") == "application/wasm" ? WebAssembly.compileStreaming(source) : source.arrayBuffer());
  }}
  const made = await WebAssembly.instantiate(source, imports);
  return start(made.instance ?? made{of_made});
}}

function init(source) {{
  return pending ??= load(source).catch((error) => {{
    pending = null;
    throw error;
  }});
}}

function initSync(source) {{
  if (!wasm) {{
    source = source.module ?? source;
    if (!(source instanceof WebAssembly.Module)) source = new WebAssembly.Module(source);
    pending = Promise.resolve(start(new WebAssembly.Instance(source, imports){of_source}));
  }}
  return wasm;
}}

export {{ {} }};
"#,
        objects.join(", "),
        start
            .iter()
            .map(|line| format!("  {line}\n"))
            .collect::<String>(),
        exports.join(", "),
    ));
    js
}

/// `NAME.js`, for pages and bundlers: whoever has imported it can call its functions.
pub fn page(glue: &Glue) -> String {
    let main = if glue.facts.main {
        "const { main } = await init();\nmain(0, 0);\n"
    } else {
        "await init();\n"
    };
    let init = if is_taken(glue, "default") {
        "{ __init as init }"
    } else {
        "init"
    };
    format!(
        "import {init} from \"./{}_init.js\";\n{main}{}",
        glue.name,
        everything(glue)
    )
}

/// `NAME.node.js`: nothing in it waits, so that `require` can load it, too.
pub fn node(glue: &Glue) -> String {
    let name = &glue.name;
    let init = if is_taken(glue, "initSync") {
        "__initSync as initSync"
    } else {
        "initSync"
    };
    let read = format!("initSync(readFileSync(new URL(\"{name}.wasm\", import.meta.url)))");
    let body = if glue.facts.main {
        format!("const status = {read}.main(0, 0);\nif (status) process.exitCode = status;\n")
    } else {
        format!("{read};\n")
    };
    format!(
        "import {{ readFileSync }} from \"node:fs\";\nimport {{ {init} }} from \"./{name}_init.js\";\n{body}{}",
        everything(glue)
    )
}

/// What the user's code exports.
fn public(glue: &Glue) -> String {
    let mut js = String::new();
    if glue.bound.is_some() {
        let bg = glue.bg();
        match names_of_bg(glue) {
            None => js.push_str(&format!("export * from \"{bg}\";\n")),
            Some(names) if names.is_empty() => {}
            Some(names) => {
                js.push_str(&format!(
                    "export {{ {} }} from \"{bg}\";\n",
                    names.join(", ")
                ));
            }
        }
    }
    for layer in glue.layers.iter().filter(|layer| !layer.names.is_empty()) {
        let names = layer.names.iter().map(|(local, name)| match local == name {
            true => name.clone(),
            false => format!("{local} as {name}"),
        });
        let names = names.collect::<Vec<_>>().join(", ");
        js.push_str(&format!(
            "export {{ {names} }} from \"./{}_{}.js\";\n",
            glue.name, layer.file
        ));
    }
    js
}

/// What the user's code exports, and the ways to instantiate it.
fn everything(glue: &Glue) -> String {
    let ours = ["default", "initSync"].map(|name| (!is_taken(glue, name)).then_some(name));
    let ours: Vec<&str> = ours.into_iter().flatten().collect();
    let mut js = public(glue);
    if !ours.is_empty() {
        js.push_str(&format!(
            "export {{ {} }} from \"./{}_init.js\";\n",
            ours.join(", "),
            glue.name
        ));
    }
    js
}

/// `NAME.d.ts`: wasm-bindgen's declarations, the layer's, and ours.
pub fn types(glue: &Glue, bound: &str) -> String {
    let mut ts = bound.to_owned();
    for layer in &glue.layers {
        for name in &layer.replaces {
            ts = without_function(&ts, name);
        }
        ts.push_str(&layer.types);
    }
    ts.push_str(
        r#"
/** What a module can be made from: where it is, an answer with it, its bytes, or the compiled module. */
export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

/** The exports of the instance. */
export type InitOutput = WebAssembly.Exports & { readonly memory: WebAssembly.Memory };

/**
 * Instantiates the module, once. Importing the package has done so already; importing `./init` of it has not.
 * @param source instead of the file beside this one
 */
declare function init(source?: InitInput | Promise<InitInput> | { module_or_path: InitInput | Promise<InitInput> }): Promise<InitOutput>;
"#,
    );
    if !is_taken(glue, "default") {
        ts.push_str("export default init;\n");
    }
    if !is_taken(glue, "initSync") {
        ts.push_str(INIT_SYNC);
    }
    ts
}

const INIT_SYNC: &str = "
/** Instantiates the module, once, without waiting. */
export function initSync(source: BufferSource | WebAssembly.Module | { module: BufferSource | WebAssembly.Module }): InitOutput;
";

/// Whether the user's code itself exports something of this name.
fn is_taken(glue: &Glue, taken: &str) -> bool {
    let bound = names_of_bg(glue).unwrap_or_default();
    let layers = glue.layers.iter().flat_map(|layer| &layer.names);
    let layer = layers.map(|(_, name)| name);
    bound.iter().chain(layer).any(|name| name == taken)
}

/// The names of wasm-bindgen's glue that are public, less those that the layer replaces.
fn names_of_bg(glue: &Glue) -> Option<Vec<String>> {
    let mut names = glue.bound.as_ref()?.names.clone()?;
    for layer in &glue.layers {
        names.retain(|name| !layer.replaces.contains(name));
    }
    Some(names)
}

/// Takes the declaration of a function, with the comment before it, out of wasm-bindgen's declarations.
fn without_function(ts: &str, name: &str) -> String {
    let mark = format!("export function {name}(");
    let mut kept: Vec<&str> = Vec::new();
    for line in ts.lines() {
        if !line.starts_with(&mark) {
            kept.push(line);
            continue;
        }
        if kept.last().is_some_and(|last| last.trim() == "*/") {
            let begin = kept.iter().rposition(|line| line.starts_with("/**"));
            kept.truncate(begin.unwrap_or(kept.len()));
        }
    }
    kept.iter().map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::js::{Bound, Facts};

    fn glue() -> Glue {
        let names = vec!["greet".to_owned(), "Point".to_owned()];
        Glue {
            name: "x".into(),
            facts: Facts {
                imports: vec![
                    "./x_bg.js".into(),
                    "./snippets/a/inline0.js".into(),
                    "wasm:x".into(),
                ],
                starts: true,
                constructors: true,
                ..Facts::default()
            },
            bound: Some(Bound {
                dir: "x".into(),
                names: Some(names),
                dependencies: serde_json::Map::new(),
            }),
            layers: Vec::new(),
            guard: TrapGuard::None,
            readable: true,
        }
    }

    #[test]
    fn a_layer_comes_between_the_instance_and_its_start() {
        let mut glue = glue();
        glue.layers.push(Layer {
            file: "layer",
            names: vec![("add".into(), "add".into())],
            replaces: vec!["greet".into()],
            provides: vec!["wasm:x".into()],
            ..Layer::default()
        });
        let js = init(&glue);
        assert!(js.contains(
            "{ \"./x_bg.js\": bg, \"./snippets/a/inline0.js\": import0, ...layer.imports }"
        ));
        assert!(js.contains(
            "export { Point } from \"./x_bg.js\";\nexport { add } from \"./x_layer.js\";"
        ));
        let order = [
            "bg.__wbg_set_wasm(wasm)",
            "layer.start(wasm)",
            "wasm.__wasm_call_ctors()",
            "wasm.__wbindgen_start()",
        ];
        let places = order.map(|call| js.find(call).unwrap());
        assert!(places.is_sorted());
    }

    #[test]
    fn the_users_default_stays_theirs() {
        let mut glue = glue();
        assert!(init(&glue).contains("init as default"));
        glue.bound.as_mut().unwrap().names = Some(vec!["default".into()]);
        assert!(!init(&glue).contains("init as default"));
        assert!(!types(&glue, "").contains("export default"));
        // Whatever it is called in the file of a layer.
        glue.bound = None;
        glue.layers.push(Layer {
            file: "layer",
            names: vec![("$default".into(), "default".into())],
            ..Layer::default()
        });
        let js = init(&glue);
        assert!(!js.contains("init as default"));
        assert!(js.contains("export { $default as default } from \"./x_layer.js\";"));
    }

    #[test]
    fn a_replaced_function_leaves_the_declarations() {
        let ts = "/**\n * a\n */\nexport function a(): void;\n/**\n * b\n */\nexport function b(): void;\n";
        assert_eq!(
            without_function(ts, "b"),
            "/**\n * a\n */\nexport function a(): void;\n"
        );
    }
}
