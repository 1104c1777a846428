//! `cargo wasm size`: where a module's bytes are. The rows of each table add up to the file.

use std::fmt::Write;
use std::path::Path;

use postlink::SizeReport;

use crate::error::Failure;
use crate::shell::{self, grouped};

/// Analyses the module at `path`; `named` is the same module with its names, when it was stripped of them.
///
/// # Errors
/// The file cannot be read or is no WebAssembly.
pub fn analyze(path: &Path, named: Option<&Path>) -> anyhow::Result<SizeReport> {
    let read = |path: &Path| {
        let wasm = std::fs::read(path)
            .map_err(|error| Failure::user(format!("cannot read `{}`: {error}", path.display())))?;
        postlink::analyze(&wasm).map_err(|error| match error {
            postlink::Error::Bug { .. } => Failure::bug(error.to_string()),
            postlink::Error::NotSupported { .. } => Failure::unsupported(error.to_string()),
            _ => Failure::user(format!("`{}`: {error}", path.display())),
        })
    };
    let mut report = read(path)?;
    if let Some(named) = named {
        report.adopt_names(&read(named)?);
    }
    Ok(report)
}

/// Prints the report for a person: sections, crates, and the `top` functions (0: all).
pub fn print(path: &Path, report: &SizeReport, top: usize) {
    shell::out(format!(
        "{}: {} bytes",
        path.display(),
        grouped(report.total)
    ));
    print_module(report, top);
}

fn print_module(report: &SizeReport, top: usize) {
    let mut rows: Vec<(u64, String)> = vec![(report.preamble, "preamble".to_owned())];
    rows.extend(
        report
            .sections
            .iter()
            .map(|section| (section.header + section.payload, section.name.clone())),
    );
    table("sections", rows, report.total, report.total, usize::MAX);
    print_functions(report, top);
    // Components hold modules, and components that hold modules.
    for module in &report.modules {
        shell::out(format!(
            "\nmodule at offset {}: {} bytes",
            grouped(module.offset),
            grouped(module.total)
        ));
        print_module(module, top);
    }
}

fn print_functions(report: &SizeReport, top: usize) {
    if report.functions.is_empty() {
        return;
    }
    let code: u64 = report.functions.iter().map(|f| f.bytes).sum();
    let rows = report
        .crates
        .iter()
        .map(|c| (c.bytes, format!("{} ({} functions)", c.name, c.functions)))
        .collect();
    table("code by crate", rows, code, report.total, usize::MAX);
    let rows = report
        .functions
        .iter()
        .map(|f| (f.bytes, f.demangled.clone()))
        .collect();
    table(
        "functions",
        rows,
        code,
        report.total,
        if top == 0 { usize::MAX } else { top },
    );
}

/// Rows by size, what is beyond `top` as one, and their sum, which must be `total`.
fn table(title: &str, mut rows: Vec<(u64, String)>, total: u64, file: u64, top: usize) {
    rows.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    if rows.len() > top {
        let rest = rows.split_off(top);
        let bytes = rest.iter().map(|row| row.0).sum();
        rows.push((bytes, format!("… and {} more", rest.len())));
    }
    let sum: u64 = rows.iter().map(|row| row.0).sum();
    assert_eq!(sum, total, "the rows of `{title}` do not add up");
    let width = grouped(total).len().max(5);
    let mut text = format!("\n{:>width$}  {:>6}  {title}", "bytes", "share");
    for (bytes, name) in rows {
        let share = 100.0 * bytes as f64 / file.max(1) as f64;
        let _ = write!(text, "\n{:>width$}  {share:5.1}%  {name}", grouped(bytes));
    }
    let _ = write!(
        text,
        "\n{:>width$}  {:5.1}%  sum",
        grouped(sum),
        100.0 * sum as f64 / file.max(1) as f64
    );
    shell::out(text);
}
