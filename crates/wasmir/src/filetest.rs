//! What filetests say of themselves: directives in the comments of a module's text.
//!
//! A line that begins with `; ` and one of these is a directive. Others that look like one are an error, lest a misspelt one
//! tests nothing.
//!
//! | directive | meaning |
//! |---|---|
//! | `; test COMMAND ARGUMENTS` | what is done with the file; there may be several |
//! | `; error: MESSAGE` | an error that the test must report; all of them stand in the file, in order |
//! | `; output:` | the lines after it, up to the end of the file and without their `;`, are what the test must print |
//! | `; link: FILE` | a file beside this one, whose module is linked with it |
//! | `; run: %f(1, -2.5) == 3` | what a function must return when it is called; without `==`, that it returns nothing |
//! | `; traps: %f(0)` | a call that must trap |
//! | `; unsupported: REASON` | encoding refuses the module with a message that has this in it |
//!
//! Calls are made in order, in one instance. Their arguments and results are [`Literal`]s.

use crate::ValType;

/// A test in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filetest {
    /// What is done.
    pub commands: Vec<Command>,
    /// The errors that must be reported, in order.
    pub errors: Vec<String>,
    /// What must be printed, in lines.
    pub output: Option<String>,
    /// Files beside this one whose modules are linked with it.
    pub links: Vec<String>,
    /// The calls that are made, in order.
    pub calls: Vec<Call>,
    /// Why encoding must refuse the module.
    pub unsupported: Option<String>,
}

/// Something that is done with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// `verify`, for instance.
    pub name: String,
    /// What it is given.
    pub arguments: Vec<String>,
}

/// A call of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The line of the directive, from 1.
    pub line: usize,
    /// The function's name, as the symbol has it.
    pub function: String,
    /// What it is given.
    pub arguments: Vec<Literal>,
    /// What must come of it.
    pub outcome: Outcome,
}

/// What must come of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It returns this, or nothing.
    Returns(Option<Literal>),
    /// It traps.
    Traps,
}

impl Filetest {
    /// Reads the directives of a text, which need not be a module.
    ///
    /// # Errors
    /// A line that looks like a directive and is none, with its number.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut test = Filetest::default();
        let mut lines = text.lines().enumerate();
        while let Some((index, line)) = lines.next() {
            let Some(comment) = line.strip_prefix("; ") else {
                continue;
            };
            let at = |message: String| format!("line {}: {message}", index + 1);
            if let Some(command) = comment.strip_prefix("test ") {
                let mut words = command.split_whitespace().map(str::to_owned);
                test.commands.push(Command {
                    name: words.next().unwrap_or_default(),
                    arguments: words.collect(),
                });
                continue;
            }
            let Some((name, value)) = comment.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name {
                "error" => test.errors.push(value.to_owned()),
                "link" => test.links.push(value.to_owned()),
                "unsupported" => test.unsupported = Some(value.to_owned()),
                "run" => test.calls.push(run(index + 1, value).map_err(at)?),
                "traps" => test.calls.push(traps(index + 1, value).map_err(at)?),
                "output" => {
                    let rest = lines.by_ref().map(|(_, line)| {
                        let line = line.strip_prefix(';').unwrap_or(line);
                        line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n"
                    });
                    test.output = Some(rest.collect());
                }
                word if word.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                    return Err(at(format!("`{word}:` is no directive")));
                }
                _ => {}
            }
        }
        Ok(test)
    }
}

/// The text of a file with other expectations: what `BLESS=1` writes.
#[must_use]
pub fn bless(text: &str, errors: &[String], output: Option<&str>) -> String {
    let is_output = |line: &&str| *line == "; output:";
    let kept: Vec<&str> = text
        .lines()
        .take_while(|line| !is_output(line))
        .filter(|line| !line.starts_with("; error:"))
        .collect();
    let mut blessed = kept.join("\n").trim_end().to_owned() + "\n";
    // At the end, so that the places in messages stay.
    for error in errors {
        blessed += &format!("; error: {error}\n");
    }
    if let Some(output) = output {
        blessed += "; output:\n";
        for line in output.lines() {
            let space = if line.is_empty() { "" } else { " " };
            blessed += &format!(";{space}{line}\n");
        }
    }
    blessed
}

/// `%f(1, 2) == 3`.
fn run(line: usize, text: &str) -> Result<Call, String> {
    let (call, result) = match text.split_once("==") {
        Some((call, result)) => (call.trim(), Some(literal(result)?)),
        None => (text, None),
    };
    let (function, arguments) = invocation(call)?;
    let outcome = Outcome::Returns(result);
    Ok(Call {
        line,
        function,
        arguments,
        outcome,
    })
}

/// `%f(1, 2)`.
fn traps(line: usize, text: &str) -> Result<Call, String> {
    let (function, arguments) = invocation(text)?;
    let outcome = Outcome::Traps;
    Ok(Call {
        line,
        function,
        arguments,
        outcome,
    })
}

fn invocation(text: &str) -> Result<(String, Vec<Literal>), String> {
    let parts = text
        .strip_prefix('%')
        .and_then(|rest| rest.strip_suffix(')'))
        .and_then(|rest| rest.split_once('('));
    let Some((name, arguments)) = parts else {
        return Err(format!("expected `%function(arguments)`, and not `{text}`"));
    };
    let arguments = arguments.split(',').filter(|it| !it.trim().is_empty());
    let arguments = arguments.map(literal).collect::<Result<_, _>>()?;
    Ok((name.to_owned(), arguments))
}

fn literal(text: &str) -> Result<Literal, String> {
    let text = text.trim();
    let known = [ValType::I64, ValType::F64, ValType::V128];
    if known.iter().all(|ty| bits(text, *ty).is_none()) {
        return Err(format!("`{text}` is no value"));
    }
    Ok(Literal(text.to_owned()))
}

/// A value in a directive, which has a type only when it meets a function: a decimal number, `inf`, `nan` (as a result, any
/// NaN), or the bits in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal(String);

impl Literal {
    /// The bits of the value as one of the type `ty`; those of `v128` are little-endian. Integers may be written signed or
    /// unsigned.
    ///
    /// # Errors
    /// It is no value of this type.
    pub fn bits(&self, ty: ValType) -> Result<u128, String> {
        bits(&self.0, ty).ok_or_else(|| format!("`{}` is no value of type `{}`", self.0, ty.name()))
    }

    /// Whether `actual`, the bits of a value of the type `ty`, are what is meant.
    ///
    /// # Errors
    /// It is no value of this type.
    pub fn matches(&self, ty: ValType, actual: u128) -> Result<bool, String> {
        let is_nan = match ty {
            ValType::F32 => f32::from_bits(actual as u32).is_nan(),
            ValType::F64 => f64::from_bits(actual as u64).is_nan(),
            _ => false,
        };
        if self.0 == "nan" && is_nan {
            return Ok(true);
        }
        Ok(self.bits(ty)? == actual)
    }
}

fn bits(text: &str, ty: ValType) -> Option<u128> {
    if let Some(digits) = text.strip_prefix("0x") {
        let bits = u128::from_str_radix(digits, 16).ok()?;
        let width = match ty {
            ValType::I32 | ValType::F32 => 32,
            ValType::I64 | ValType::F64 => 64,
            ValType::V128 => 128,
            ValType::FuncRef | ValType::ExternRef => return None,
        };
        return (width == 128 || bits >> width == 0).then_some(bits);
    }
    match ty {
        ValType::I32 => {
            let value: i64 = text.parse().ok()?;
            let fits = i64::from(i32::MIN)..=i64::from(u32::MAX);
            fits.contains(&value).then_some(u128::from(value as u32))
        }
        ValType::I64 => {
            let value: i128 = text.parse().ok()?;
            let fits = i128::from(i64::MIN)..=i128::from(u64::MAX);
            fits.contains(&value).then_some(u128::from(value as u64))
        }
        ValType::F32 => Some(u128::from(text.parse::<f32>().ok()?.to_bits())),
        ValType::F64 => Some(u128::from(text.parse::<f64>().ok()?.to_bits())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_read() {
        let text = "; test run\n; note that this is prose: nothing\n; run: %f(1, -2.5) == 0x10\n; run: %g()\n; traps: %f(0)\n";
        let test = Filetest::parse(text).unwrap();
        assert_eq!(test.commands[0].name, "run");
        let [first, second, third] = &test.calls[..] else {
            panic!("{test:?}");
        };
        assert_eq!((first.line, first.function.as_str()), (3, "f"));
        assert_eq!(first.arguments[1].bits(ValType::F32), Ok(0xc020_0000));
        assert!(
            matches!(&first.outcome, Outcome::Returns(Some(it)) if it.matches(ValType::I32, 16) == Ok(true))
        );
        assert_eq!(second.outcome, Outcome::Returns(None));
        assert_eq!(third.outcome, Outcome::Traps);
    }

    #[test]
    fn what_is_misspelt_is_an_error() {
        for text in [
            "; runs: %f()",
            "; run: f()",
            "; run: %f(x) == 1",
            "; traps: %f(1",
            "; run: %f() == ",
        ] {
            assert!(Filetest::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn values_meet_types() {
        let it = |text: &str| Literal(text.into());
        assert_eq!(it("-1").bits(ValType::I32), Ok(0xffff_ffff));
        assert_eq!(it("4294967295").bits(ValType::I32), Ok(0xffff_ffff));
        assert!(it("4294967296").bits(ValType::I32).is_err());
        assert!(it("1.5").bits(ValType::I64).is_err());
        assert!(it("0x1_0").bits(ValType::I32).is_err());
        assert_eq!(
            it("nan").matches(ValType::F64, u128::from(f64::NAN.to_bits() | 1)),
            Ok(true)
        );
        assert_eq!(
            it("0.0").matches(ValType::F64, u128::from((-0.0_f64).to_bits())),
            Ok(false)
        );
        assert_eq!(it("0x0f").bits(ValType::V128), Ok(15));
    }

    #[test]
    fn blessing_twice_changes_nothing() {
        let text = "; test verify\nwasmir 1\n\n; error: old\n; output:\n; old\n";
        let once = bless(text, &["new".into()], Some("a\n\nb\n"));
        assert_eq!(
            once,
            "; test verify\nwasmir 1\n; error: new\n; output:\n; a\n;\n; b\n"
        );
        assert_eq!(bless(&once, &["new".into()], Some("a\n\nb\n")), once);
        assert_eq!(
            Filetest::parse(&once).unwrap().output.as_deref(),
            Some("a\n\nb\n")
        );
    }
}
