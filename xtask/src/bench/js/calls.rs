//! Calls between JavaScript and WebAssembly, in Node and in Chromium: by our macros, by wasm-bindgen, and by hand.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::super::report::{Section, grouped, median};
use super::super::tools::{Bench, clean, output};
use super::verdict::{NOISE, Verdict, duration, worst};

/// What runs the calls, as `benches/js/run.mjs` and people call it.
const HOSTS: [(&str, &str); 2] = [("node", "Node"), ("chromium", "Chromium")];

/// Copies of many megabytes differ by a tenth from process to process, with the pages of memory that each happens to get.
const PROCESSES: usize = 6;

/// What one host says of one thing that is called; `benches/js/measure.mjs` writes it.
#[derive(Debug, Clone, Deserialize)]
struct Row {
    what: String,
    size: u64,
    ns: Times,
}

/// Nanoseconds of a call.
#[derive(Debug, Clone, Deserialize)]
struct Times {
    raw: Option<f64>,
    ours: f64,
    bindgen: Option<f64>,
}

impl Row {
    fn ours(&self) -> f64 {
        self.ns.ours
    }

    /// Of ours to what is done by hand; so all below, where there is such a thing.
    fn to_raw(&self) -> Option<f64> {
        Some(self.ns.ours / self.ns.raw?)
    }

    fn to_bindgen(&self) -> Option<f64> {
        Some(self.ns.ours / self.ns.bindgen?)
    }

    fn beyond_raw(&self) -> Option<f64> {
        Some(self.ns.ours - self.ns.raw?)
    }
}

/// A group of `benches/js/measure.mjs`.
struct Group {
    name: &'static str,
    title: &'static str,
    /// What is done by hand.
    raw: &'static str,
    note: &'static str,
    /// How a row stands to what is asked; None where nothing is.
    judge: fn(&Row) -> Option<Verdict>,
    /// Whether the difference to what is done by hand is shown, in place of the ratio.
    differs: bool,
}

/// # Errors
/// See [`measure`]; so for all below.
pub fn scalar(bench: &Bench) -> Result<Section> {
    measure(
        bench,
        &Group {
            name: "scalar",
            title: "A call of an export with numbers",
            raw: "raw",
            note: "Bar: ≤ 1.3 of raw, and < 100 ns. Aim: 1.0 of raw. Raw is written by hand: `benches/js/raw.wat`.",
            judge: |row| {
                let ratio = row.to_raw()?;
                let bar = ratio <= 1.3 && row.ours() < 100.0;
                Some(Verdict::of(bar, ratio <= NOISE))
            },
            differs: false,
        },
    )
}

pub fn references(bench: &Bench) -> Result<Section> {
    measure(
        bench,
        &Group {
            name: "references",
            title: "A call of an import, and objects that cross",
            raw: "raw, of numbers",
            note: "Bar: < 100 ns. Aim: ≤ 2 of a raw call with numbers. Objects are `ExternRef<Js<Object>>` beside wasm-bindgen's `JsValue`; \
                   imports are called by a loop in WebAssembly.",
            judge: |row| Some(Verdict::of(row.ours() < 100.0, row.to_raw()? <= 2.0)),
            differs: false,
        },
    )
}

pub fn views(bench: &Bench) -> Result<Section> {
    measure(
        bench,
        &Group {
            name: "views",
            title: "`f32` in place, through `View` and `ViewMut`",
            raw: "plain array and raw call",
            note: "Bar: a call adds < 100 ns, whatever the size. Aim: ≤ 10 ns. By hand an element of a plain `Float32Array` is written, \
                   and raw WebAssembly called; ours writes it to the array that `alloc` made, through its getter, and passes that.",
            judge: |row| {
                let more = row.beyond_raw()?;
                Some(Verdict::of(more < 100.0, more <= 10.0))
            },
            differs: true,
        },
    )
}

pub fn lists(bench: &Bench) -> Result<Section> {
    measure(
        bench,
        &Group {
            name: "lists",
            title: "Elements that are copied",
            raw: "`set` or `slice`",
            note: "Bar: never slower than wasm-bindgen; what is within 5 % of it is as quick, since equal things differ by as much from \
                   run to run. Aim for what goes out: ≤ 0.5 of wasm-bindgen's `Vec<f32>` where an array is used again.",
            judge: |row| {
                let ratio = row.to_bindgen()?;
                let aim = if row.what.contains("used again") {
                    0.5
                } else {
                    1.0
                };
                Some(Verdict::of(ratio <= NOISE, ratio <= aim))
            },
            differs: false,
        },
    )
}

pub fn texts(bench: &Bench) -> Result<Section> {
    measure(
        bench,
        &Group {
            name: "texts",
            title: "Texts",
            raw: "the better of `encodeInto` and a loop",
            note: "Bar for `&str` in: ≤ 1.5 of the better way by hand, which writes to memory that it has, and calls raw WebAssembly \
                   with place and length. Aim: ≤ 1.1. Sizes are letters; \
                   `mixed` has three of two bytes in ten. The rest is for information.",
            judge: |row| {
                let ratio = row.to_raw()?;
                Some(Verdict::of(ratio <= 1.5, ratio <= 1.1))
            },
            differs: false,
        },
    )
}

fn measure(bench: &Bench, group: &Group) -> Result<Section> {
    let site = site(bench)?;
    let mut hosts = Vec::new();
    for (host, name) in HOSTS {
        let runs: Result<Vec<_>> = (0..PROCESSES)
            .map(|run| rows(bench, host, group.name, &site, run % 2 == 1))
            .collect();
        hosts.push((name, middle(&runs?)?));
    }
    section(group, &hosts)
}

/// Builds both packages, and raw WebAssembly beside them.
fn site(bench: &Bench) -> Result<PathBuf> {
    let site = bench.scratch.join("calls");
    if site.join("raw.wasm").is_file() {
        return Ok(site);
    }
    super::ours(bench, "ours", &["--release"], &site.join("ours"))?;
    let stock = bench.stock_for_js()?;
    super::theirs(
        bench,
        &stock,
        "bindgen",
        "web",
        "-O3",
        &site.join("bindgen"),
    )?;
    fs::write(site.join("package.json"), "{ \"type\": \"module\" }\n")?;
    let raw = wat::parse_file(bench.root.join("benches/js/raw.wat"))?;
    fs::write(site.join("raw.wasm"), raw)?;
    Ok(site)
}

/// The medians of several processes: of what ours takes, and of its ratios to the others, from which follows what these take.
fn middle(runs: &[Vec<Row>]) -> Result<Vec<Row>> {
    let first = runs.first().context("it was run")?;
    let rows = first.iter().enumerate().map(|(i, row)| {
        let same: Option<Vec<&Row>> = runs
            .iter()
            .map(|run| {
                run.get(i)
                    .filter(|it| it.what == row.what && it.size == row.size)
            })
            .collect();
        let same = same.context("the processes measured different things")?;
        let of = |figure: fn(&Row) -> Option<f64>| {
            let figures: Option<Vec<f64>> = same.iter().map(|row| figure(row)).collect();
            Some(median(&figures?))
        };
        let ours = of(|row| Some(row.ours())).context("ours was measured")?;
        let other = |ratio: Option<f64>| Some(ours / ratio?);
        Ok(Row {
            what: row.what.clone(),
            size: row.size,
            ns: Times {
                raw: other(of(Row::to_raw)),
                ours,
                bindgen: other(of(Row::to_bindgen)),
            },
        })
    });
    rows.collect()
}

/// `reversed`: ours is loaded and called last, and not first.
fn rows(bench: &Bench, host: &str, group: &str, site: &Path, reversed: bool) -> Result<Vec<Row>> {
    let mut node = clean("node");
    node.arg(bench.root.join("benches/js/run.mjs"))
        .args([host, group])
        .arg(site)
        .args(reversed.then_some("reversed"));
    let said = output(&mut node)?;
    let text = String::from_utf8(said.stdout)?;
    let rows: serde_json::Result<Vec<Row>> = text.lines().map(serde_json::from_str).collect();
    let rows = rows.with_context(|| format!("{host} says {text:?}"))?;
    ensure!(!rows.is_empty(), "{host} has measured nothing");
    Ok(rows)
}

/// A line for each thing that is called, with the figures of all hosts beside each other.
fn section(group: &Group, hosts: &[(&str, Vec<Row>)]) -> Result<Section> {
    let rows = &hosts.first().context("there is a host")?.1;
    let sized = rows.iter().any(|row| row.size > 0);
    let mut columns = vec!["call".to_owned()];
    if sized {
        columns.push("size".to_owned());
    }
    for (host, _) in hosts {
        columns.push(format!("{host}: {}", group.raw));
        columns.push("ours".to_owned());
        columns.push(
            if group.differs {
                "adds"
            } else {
                "ours : by hand"
            }
            .to_owned(),
        );
        if !group.differs {
            columns.push("wasm-bindgen".to_owned());
            columns.push("ours : wasm-bindgen".to_owned());
        }
    }
    columns.push("verdict".to_owned());
    let mut section = Section {
        title: group.title,
        columns,
        ..Section::default()
    };
    let time = |ns: Option<f64>| ns.map_or_else(String::new, duration);
    let ratio = |ratio: Option<f64>| ratio.map_or_else(String::new, |r| format!("{r:.2}"));
    for (i, first) in rows.iter().enumerate() {
        let mut cells = vec![first.what.clone()];
        if sized {
            cells.push(match first.size {
                0 => String::new(),
                size => grouped(size),
            });
        }
        let mut verdicts = Vec::new();
        for (host, rows) in hosts {
            let row = rows
                .get(i)
                .filter(|row| row.what == first.what && row.size == first.size);
            let row = row.with_context(|| format!("{host} has other rows"))?;
            cells.push(time(row.ns.raw));
            cells.push(duration(row.ours()));
            if group.differs {
                cells.push(time(row.beyond_raw()));
            } else {
                cells.push(ratio(row.to_raw()));
                cells.push(time(row.ns.bindgen));
                cells.push(ratio(row.to_bindgen()));
            }
            let verdict = (group.judge)(row);
            if verdict == Some(Verdict::Missed) {
                let size = if row.size > 0 {
                    format!(", {}", grouped(row.size))
                } else {
                    String::new()
                };
                section.missed.push(format!(
                    "{}{size}, {host}: {}",
                    row.what,
                    duration(row.ours())
                ));
            }
            verdicts.push(verdict);
        }
        cells.push(worst(verdicts));
        section.row(cells);
    }
    section.notes.push(group.note.to_owned());
    section.notes.push(
        "Medians of six processes, in half of which ours is loaded and called last; in each, lower quartiles of 41 rounds in \
         turn, of a millisecond at least. wasm-bindgen's side is \
         stock cargo in release with LTO, its own program with `--target web`, and `wasm-opt -O3`; ours has `opt = \"speed\"`."
            .to_owned(),
    );
    Ok(section)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(what: &str, raw: f64, ours: f64, bindgen: f64) -> Row {
        let text = format!(
            r#"{{ "what": "{what}", "size": 16, "ns": {{ "raw": {raw}, "ours": {ours}, "bindgen": {bindgen} }} }}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    const GROUP: Group = Group {
        name: "x",
        title: "X",
        raw: "raw",
        note: "Bar.",
        judge: |row| Some(Verdict::of(row.ours() < 100.0, row.to_raw()? <= 2.0)),
        differs: false,
    };

    #[test]
    fn hosts_stand_beside_each_other_and_the_worst_decides() {
        let hosts = [
            (
                "A",
                vec![row("f", 2.0, 3.0, 6.0), row("g", 2.0, 120.0, 60.0)],
            ),
            ("B", vec![row("f", 2.0, 5.0, 5.0), row("g", 2.0, 4.0, 4.0)]),
        ];
        let section = section(&GROUP, &hosts).unwrap();
        let first =
            "f|16|2.00 ns|3.00 ns|1.50|6.00 ns|0.50|2.00 ns|5.00 ns|2.50|5.00 ns|1.00|bar met";
        assert_eq!(section.rows[0].join("|"), first);
        assert_eq!(section.rows[0].len(), section.columns.len());
        assert_eq!(section.missed, ["g, 16, A: 120 ns"]);
    }

    #[test]
    fn ratios_are_the_medians_of_ratios() {
        let runs = [[1.0, 3.0], [10.0, 10.0], [2.0, 4.0]]
            .map(|[raw, ours]| vec![row("f", raw, ours, ours)]);
        let ns = &middle(&runs).unwrap()[0].ns;
        assert_eq!((ns.raw, ns.ours, ns.bindgen), (Some(2.0), 4.0, Some(4.0)));
        let runs = [vec![row("f", 1.0, 1.0, 1.0)], vec![row("g", 1.0, 1.0, 1.0)]];
        assert!(middle(&runs).is_err());
    }

    #[test]
    fn hosts_that_measured_other_things_are_refused() {
        let hosts = [
            ("A", vec![row("f", 1.0, 1.0, 1.0)]),
            ("B", vec![row("g", 1.0, 1.0, 1.0)]),
        ];
        assert!(section(&GROUP, &hosts).is_err());
    }

    #[test]
    fn without_a_way_by_hand_there_is_nothing_to_hold_a_call_against() {
        let text = r#"{ "what": "f", "size": 0, "ns": { "ours": 3 } }"#;
        let row: Row = serde_json::from_str(text).unwrap();
        let rows = [("A", vec![row])];
        let section = section(&GROUP, &rows).unwrap();
        assert_eq!(section.rows[0].join("|"), "f||3.00 ns||||");
    }
}
