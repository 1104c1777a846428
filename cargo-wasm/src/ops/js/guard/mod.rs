//! What stands between a package's users and an instance that has trapped: calls are refused, or go to a new one.

use super::Glue;
use crate::config::TrapGuard;

const GUARD: &str = include_str!("guard.js");
const LINES: &str = include_str!("lines.js");

/// `NAME_restart.js`, from which glue has its `FinalizationRegistry`.
pub const RESTART: &str = include_str!("restart.js");

/// The line that puts it into the glue of a package that restarts.
pub fn tracked(name: &str, js: &str) -> String {
    format!("import {{ FinalizationRegistry }} from \"./{name}_restart.js\";\n{js}")
}

/// The function `guard` for `NAME_init.js`, which has `start` and `imports`, and sets `module`.
pub fn text(glue: &Glue) -> String {
    let name = &glue.name;
    let what = format!("{name}.wasm has trapped, and what it holds cannot be trusted");
    let mut js = format!("let module;\n{GUARD}");
    js += &match glue.guard {
        TrapGuard::Restart => format!(
            r#"
// Calls go to a new instance, as soon as nothing of the old one is under way.
function refuse() {{
  if (running.length) throw new Error("{what}: it is started again when this call has ended", {{ cause: dead }});
  console.warn("{what}: it is started again, and what it held is gone");
  // Views of the old memory have no bytes from here on, so that glue makes new ones.
  current.memory.grow(0);
  retire();
  dead = undefined;
  start(new WebAssembly.Instance(module, imports), module);
}}
"#
        ),
        _ => format!(
            r#"
function refuse() {{
  throw new Error("{what}: load it again", {{ cause: dead }});
}}
"#
        ),
    };
    js += match glue.bound {
        Some(_) => {
            "
// What has a method `free` is a class of the module's.
const classes = () => Object.keys(bg).filter((name) => bg[name]?.prototype?.free);
"
        }
        None => "\nconst classes = () => [];\n",
    };
    js += &match glue.facts.lines {
        None => "\nconst located = (lines) => lines;\n".to_owned(),
        Some(code) => format!(
            r#"
// The frames, with names and places in the source instead of those in the module.
function located(lines) {{
  const place = /[^\s(@]*wasm-function\[\d+\]:(0x[0-9a-f]+)/;
  try {{
    const found = locate(module, lines.map((line) => Number(place.exec(line)?.[1])));
    return lines.map((line, i) => (found[i] ? demangled(line.replace(place, found[i])) : line));
  }} catch {{
    // No table, or a newer one: the frames are good as they are.
    return lines;
  }}
}}
{}"#,
            LINES.replace("CODE", &code.to_string())
        ),
    };
    js
}

/// Import of what the guard uses.
pub fn import(glue: &Glue) -> Option<String> {
    (glue.guard == TrapGuard::Restart)
        .then(|| format!("import {{ retire }} from \"./{}_restart.js\";\n", glue.name))
}
