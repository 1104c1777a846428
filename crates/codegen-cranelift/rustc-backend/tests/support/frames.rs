//! Frames of a program that panics or traps: what wasmtime and Chromium say of them, against what its own lines say.
//!
//! A line of such a program that ends with `//~ NUMBER NAME` is where the frame of that number is, 0 for the innermost of those that
//! are marked, in a function whose name ends with `NAME`.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use gimli::{EndianSlice, LittleEndian};
use libtest_mimic::{Failed, Trial};
use wasmparser::{Parser, Payload};

use crate::{compile, development, out, runner, success};

/// Flags of the driver under which frames must be right: without rustc's inliner, with it, and with what a debugger wants to know,
/// which has rustc keep more of the program.
const FLAGS: [&[&str]; 4] = [
    &["-Copt-level=0", "-Cdebuginfo=1"],
    &["-Copt-level=0", "-Cdebuginfo=2"],
    &["-Copt-level=1", "-Cdebuginfo=1"],
    &["-Copt-level=2", "-Cdebuginfo=2"],
];

/// A frame of a backtrace.
#[derive(Debug)]
pub struct Frame {
    pub function: String,
    /// The name of the file, without its folder.
    file: String,
    line: u32,
}

/// The tests of a program's frames, none if none is marked.
pub fn trials(name: &str, path: &Path) -> Vec<Trial> {
    let text = std::fs::read_to_string(path).expect("the program");
    if expected(path, &text).is_empty() {
        return Vec::new();
    }
    let engines: [(&str, Engine); 2] = [("wasmtime", wasmtime), ("chromium", chromium)];
    let trial = |(engine, frames): (&'static str, Engine)| {
        let (name, path) = (name.to_owned(), path.to_owned());
        let title = format!("{name}: frames in {engine}");
        Trial::test(title, move || program(&name, &path, engine, frames))
    };
    engines.into_iter().map(trial).collect()
}

/// The frames of each of some modules.
type Engine = fn(&[PathBuf]) -> Result<Vec<Vec<Frame>>, Failed>;

fn program(name: &str, path: &Path, engine: &str, frames: Engine) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path)?;
    let expected = expected(path, &text);
    let mut modules = Vec::new();
    for flags in FLAGS {
        let folder = out(name).join(format!("{engine}{}", flags.concat()));
        std::fs::create_dir_all(&folder)?;
        let module = folder.join("program.wasm");
        let mut driver = development(&module);
        driver.args(flags);
        success("the driver", &compile(driver, path)?)?;
        modules.push(module);
    }
    let found = frames(&modules)?;
    if found.len() != modules.len() {
        return Err(format!("{} modules, and frames of {}", modules.len(), found.len()).into());
    }
    for (flags, found) in FLAGS.iter().zip(&found) {
        compare(&expected, found).map_err(|error| format!("{}: {error}", flags.join(" ")))?;
    }
    Ok(())
}

/// The marked lines, innermost first.
pub fn expected(path: &Path, text: &str) -> Vec<Frame> {
    let file = file_name(&path.to_string_lossy());
    let mut marked: Vec<(u32, Frame)> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let Some((_, mark)) = line.split_once("//~ ") else {
            continue;
        };
        let (order, function) = mark.split_once(' ').expect("a number and a name");
        let frame = Frame {
            function: function.to_owned(),
            file: file.clone(),
            line: number,
        };
        marked.push((order.parse().expect("a number"), frame));
    }
    marked.sort_by_key(|it| it.0);
    marked.into_iter().map(|it| it.1).collect()
}

fn file_name(path: &str) -> String {
    let name = path.rsplit('/').next();
    name.unwrap_or(path).to_owned()
}

/// Whether the expected frames are among those that were found, in their order and with no other one of their file between them.
fn compare(expected: &[Frame], found: &[Frame]) -> Result<(), String> {
    let own: Vec<&Frame> = found
        .iter()
        .filter(|it| it.file == expected[0].file)
        .collect();
    let right = own.len() >= expected.len()
        && expected.iter().zip(&own).all(|(expected, found)| {
            found.function.ends_with(&expected.function) && found.line == expected.line
        });
    if right {
        return Ok(());
    }
    let mut text = String::from("other frames than the program's lines say:\n");
    for frame in found {
        let _ = writeln!(
            text,
            "  {} at {}:{}",
            frame.function, frame.file, frame.line
        );
    }
    Err(text)
}

/// What `cargo wasm run` prints.
fn wasmtime(modules: &[PathBuf]) -> Result<Vec<Vec<Frame>>, Failed> {
    let backtrace = |module| {
        let output = runner()?.arg(module).output()?;
        Ok(printed(&String::from_utf8_lossy(&output.stderr)))
    };
    modules.iter().map(backtrace).collect()
}

/// The frames of a backtrace in Rust's own form.
fn printed(text: &str) -> Vec<Frame> {
    let lines: Vec<&str> = text.lines().collect();
    let frame = |pair: &[&str]| {
        let (number, function) = pair[0].trim_start().split_once(": ")?;
        number.parse::<u32>().ok()?;
        let place = pair[1].trim_start().strip_prefix("at ").unwrap_or_default();
        let mut place = place.split(':');
        Some(Frame {
            function: function.to_owned(),
            file: file_name(place.next().unwrap_or_default()),
            line: place.next().and_then(|it| it.parse().ok()).unwrap_or(0),
        })
    };
    lines.windows(2).filter_map(frame).collect()
}

/// What Chromium's debugger protocol says, with the modules' own line tables.
fn chromium(modules: &[PathBuf]) -> Result<Vec<Vec<Frame>>, Failed> {
    let text = stop_in_chromium(modules, &[])?;
    let stacks = text.split_terminator("\n\n");
    let mapped = stacks.zip(modules).map(|(stack, module)| {
        let bytes = std::fs::read(module)?;
        let context = addr2line::Context::from_dwarf(Sections::read(&bytes)?.dwarf()?)?;
        let mut frames = Vec::new();
        for line in stack.lines() {
            let (function, offset) = line.split_once('\t').ok_or("a function and its offset")?;
            frames.extend(map(&context, function, offset.parse()?)?);
        }
        Ok(frames)
    });
    mapped.collect()
}

/// What `tests/chromium/trap.mjs` prints of modules.
pub fn stop_in_chromium(modules: &[PathBuf], args: &[&str]) -> Result<String, Failed> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/chromium/trap.mjs");
    let profile = modules[0].with_file_name("profile");
    if profile.exists() {
        std::fs::remove_dir_all(&profile)?;
    }
    let output = Command::new("node")
        .arg(script)
        .arg(std::env::var_os("CHROMIUM").unwrap_or("chromium".into()))
        .arg(&profile)
        .args(args)
        .args(modules)
        .output()?;
    success("Chromium", &output)?;
    // The browser may still be writing to it.
    let _ = std::fs::remove_dir_all(profile);
    Ok(String::from_utf8(output.stdout)?)
}

/// The frames of a function at an offset in the code section: itself, and before it what was inlined into it there.
fn map(
    context: &addr2line::Context<EndianSlice<'_, LittleEndian>>,
    function: &str,
    offset: u64,
) -> Result<Vec<Frame>, Failed> {
    let mut frames = Vec::new();
    let mut inlined = context.find_frames(offset).skip_all_loads()?;
    while let Some(frame) = inlined.next()? {
        let place = frame.location.as_ref();
        let name = frame.function.as_ref().map(|it| it.raw_name());
        frames.push(Frame {
            function: demangled(&name.transpose()?.unwrap_or(Cow::Borrowed(""))),
            file: file_name(place.and_then(|it| it.file).unwrap_or_default()),
            line: place.and_then(|it| it.line).unwrap_or(0),
        });
    }
    if let Some(outermost) = frames.last_mut() {
        // It has the name that the browser shows.
        outermost.function = demangled(function.trim_start_matches('$'));
    }
    Ok(frames)
}

pub fn demangled(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}

/// The sections of debug information of a module.
pub struct Sections<'a>(Vec<(&'a str, &'a [u8])>);

impl<'a> Sections<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self, Failed> {
        let mut sections = Vec::new();
        for payload in Parser::new(0).parse_all(bytes) {
            if let Payload::CustomSection(section) = payload? {
                sections.push((section.name(), section.data()));
            }
        }
        Ok(Sections(sections))
    }

    pub fn dwarf(&self) -> Result<gimli::Dwarf<EndianSlice<'a, LittleEndian>>, Failed> {
        let dwarf = gimli::Dwarf::load(|id| {
            let section = self.0.iter().find(|it| it.0 == id.name());
            Ok::<_, gimli::Error>(EndianSlice::new(
                section.map_or(&[], |it| it.1),
                LittleEndian,
            ))
        });
        Ok(dwarf?)
    }
}
