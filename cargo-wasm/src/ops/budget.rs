//! Size budgets: a module over its limit fails the build, with the functions that weigh most.

use super::build::Module;
use crate::config::settings::Origin;
use crate::error::Failure;
use crate::shell::grouped;

/// How many functions are named.
const NAMED: usize = 10;

/// Compares the module with its limit in bytes.
///
/// # Errors
/// It is larger.
pub fn check(module: &Module, limit: u64, origin: &Origin) -> anyhow::Result<()> {
    let bytes = module.path.metadata()?.len();
    if bytes <= limit {
        return Ok(());
    }
    let mut failure = Failure::user(format!(
        "`{}` has {} bytes, {} over its budget of {} ({origin})",
        module.name,
        grouped(bytes),
        grouped(bytes - limit),
        grouped(limit),
    ));
    let named = module
        .finish
        .as_ref()
        .map_or(&module.path, |finish| &finish.named);
    let wasm = std::fs::read(named)?;
    let report = postlink::analyze(&wasm).map_err(|error| Failure::bug(error.to_string()))?;
    let mut biggest = report.all_functions();
    biggest.sort_by_key(|function| std::cmp::Reverse(function.bytes));
    biggest.truncate(NAMED);
    let width = biggest
        .first()
        .map_or(0, |function| grouped(function.bytes).len());
    let lines: Vec<_> = biggest
        .iter()
        .map(|f| format!("{:>width$} B  {}", grouped(f.bytes), f.demangled))
        .collect();
    failure = failure.note(format!("the biggest functions:\n{}", lines.join("\n")));
    Err(failure.help("`cargo wasm size` shows the rest; `max-size` in `[package.metadata.wasm.profile.release]` sets the budget").into())
}
