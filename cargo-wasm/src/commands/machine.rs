//! `cargo wasm setup` and `doctor`: what this machine has.

use crate::cli::{Doctor, Setup};
use crate::config::Host;
use crate::config::host::HOSTS;
use crate::shell;
use crate::toolchain::setup::{self, Finding, State};
use crate::toolchain::{self, backend};

pub(super) fn setup(args: &Setup) -> anyhow::Result<i32> {
    let mut hosts = Vec::new();
    for name in &args.host {
        hosts.push(Host::parse(name)?);
    }
    if hosts.is_empty() {
        hosts.extend(HOSTS);
    }
    setup::run(&toolchain::cargo(), &hosts, args.dry_run)?;
    if args.backend.is_some() {
        backend::install(&toolchain::cargo(), args.dry_run)?;
    }
    if !args.dry_run {
        shell::status("Ready", "`cargo wasm doctor` shows what is in use");
    }
    Ok(0)
}

pub(super) fn doctor(args: &Doctor) -> anyhow::Result<i32> {
    let findings = setup::examine(&toolchain::cargo());
    let missing = findings
        .iter()
        .any(|finding| finding.state == State::Missing);
    if args.json {
        let rows: Vec<_> = findings.iter().map(json).collect();
        shell::out(serde_json::to_string_pretty(&rows)?);
        return Ok(missing.into());
    }
    let width = findings
        .iter()
        .map(|finding| finding.name.len())
        .max()
        .unwrap_or(0);
    for finding in &findings {
        let word = word(finding.state);
        shell::out(format!(
            "{word:8} {:width$}  {}",
            finding.name, finding.detail
        ));
        for (i, way) in finding.fixes.iter().enumerate() {
            let lead = if i == 0 { "get it" } else { "    or" };
            let commands: Vec<_> = way.iter().map(setup::Step::command_line).collect();
            shell::out(format!(
                "{:8} {:width$}  {lead}: {}",
                "",
                "",
                commands.join(" && ")
            ));
        }
    }
    if findings.iter().any(|finding| finding.state != State::Ok) {
        shell::out("`cargo wasm setup` runs these commands.");
    }
    Ok(missing.into())
}

fn word(state: State) -> &'static str {
    match state {
        State::Ok => "ok",
        State::Worse => "worse",
        State::Missing => "missing",
    }
}

fn json(finding: &Finding) -> serde_json::Value {
    let fixes: Vec<Vec<String>> = finding
        .fixes
        .iter()
        .map(|way| way.iter().map(setup::Step::command_line).collect())
        .collect();
    serde_json::json!({
        "name": finding.name,
        "state": word(finding.state),
        "detail": finding.detail,
        "fixes": fixes,
    })
}
