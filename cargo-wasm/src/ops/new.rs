//! `new` and `init`: a project that builds, runs and passes its test from the first minute.

use std::path::Path;

use crate::error::{Failure, nearest};
use crate::shell;

/// A project to start with. Later hosts add theirs here.
struct Template {
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
    next: &'static str,
}

const TEMPLATES: [Template; 4] = [
    Template {
        name: "wasi",
        files: &[
            (
                "Cargo.toml",
                include_str!("../../templates/wasi/Cargo.toml.in"),
            ),
            (
                "src/main.rs",
                include_str!("../../templates/wasi/src/main.rs"),
            ),
        ],
        next: "cargo wasm run",
    },
    Template {
        name: "library",
        files: &[
            (
                "Cargo.toml",
                include_str!("../../templates/library/Cargo.toml.in"),
            ),
            (
                "src/lib.rs",
                include_str!("../../templates/library/src/lib.rs"),
            ),
        ],
        next: "cargo wasm run --invoke add -- 2 3",
    },
    Template {
        name: "component",
        files: &[
            (
                "Cargo.toml",
                include_str!("../../templates/component/Cargo.toml.in"),
            ),
            (
                "src/lib.rs",
                include_str!("../../templates/component/src/lib.rs"),
            ),
        ],
        next: "cargo wasm run --invoke greet -- you",
    },
    Template {
        name: "web",
        files: &[
            (
                "Cargo.toml",
                include_str!("../../templates/web/Cargo.toml.in"),
            ),
            ("src/lib.rs", include_str!("../../templates/web/src/lib.rs")),
            (
                "www/index.html",
                include_str!("../../templates/web/www/index.html"),
            ),
        ],
        next: "cargo wasm serve --open",
    },
];

/// Writes the project into `dir`; existing files are never touched.
///
/// # Errors
/// An unknown template, a name that cargo would refuse, or a file that is already there.
pub fn create(dir: &Path, template: &str, name: Option<&str>, fresh: bool) -> anyhow::Result<()> {
    let Some(found) = TEMPLATES.iter().find(|t| t.name == template) else {
        let failure = Failure::user(format!("unknown template `{template}`"));
        let names = TEMPLATES.map(|t| t.name);
        return Err(match nearest(template, names) {
            Some(near) => failure.help(format!("a template with a similar name exists: `{near}`")),
            None => failure.help(format!("templates are `{}`", names.join("`, `"))),
        }
        .into());
    };
    if fresh && dir.exists() {
        return Err(Failure::user(format!("`{}` exists already", dir.display()))
            .help("`cargo wasm init` starts a project in a folder that is there")
            .into());
    }
    let folder = std::path::absolute(dir)?;
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    let name = name.unwrap_or(&folder);
    check_name(name)?;
    for (path, _) in found.files {
        if dir.join(path).exists() {
            return Err(Failure::user(format!(
                "`{}` exists already, and nothing was changed",
                dir.join(path).display()
            ))
            .into());
        }
    }
    for (path, text) in found.files {
        let text = text
            .replace("{{name}}", name)
            .replace("{{crate}}", &name.replace('-', "_"))
            .replace("{{wasm}}", &dependency());
        crate::cache::write(&dir.join(path), text.as_bytes())?;
    }
    if !dir.join(".gitignore").exists() {
        let made: &[u8] = match found.name {
            "web" => b"/target\n/pkg\n",
            _ => b"/target\n",
        };
        crate::cache::write(&dir.join(".gitignore"), made)?;
    }
    shell::status("Created", format!("`{name}` from template `{template}`"));
    if fresh {
        shell::note(format!("next: cd {} && {}", dir.display(), found.next));
    } else {
        shell::note(format!("next: {}", found.next));
    }
    Ok(())
}

/// Where the crate `wasm` is: in the checkout that this program was built from, as long as that is there.
fn dependency() -> String {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"))
        .with_file_name("crates")
        .join("wasm");
    if own.is_dir() {
        return format!("path = {:?}", own.display().to_string());
    }
    format!("git = {:?}", env!("CARGO_PKG_REPOSITORY"))
}

fn check_name(name: &str) -> Result<(), Failure> {
    let starts = name
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_');
    let good = starts
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if good && !matches!(name, "test" | "core" | "std" | "alloc" | "proc_macro") {
        return Ok(());
    }
    Err(Failure::user(format!("`{name}` cannot be the name of a package"))
        .help("names have letters, digits, `-` and `_`, and begin with a letter; `--name NAME` gives another than the folder's"))
}
