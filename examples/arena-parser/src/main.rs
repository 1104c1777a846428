//! A calculator: reads a formula a line (`radius = 3`, `2 * pi * radius`), prints what it is worth.
//!
//! Each line's tree is made of plain references into an arena, and freed at once when the line is done. No tree can get
//! out of its line: `Arena::scope` does not let it.

mod parser;

use std::collections::HashMap;
use std::io::{self, BufRead};
use std::process::ExitCode;

use parser::{Line, Tree};
use wasm::memory::Arena;

type Variables = HashMap<String, f64>;

fn evaluate(tree: &Tree<'_>, variables: &Variables) -> Result<f64, String> {
    Ok(match tree {
        Tree::Number(value) => *value,
        Tree::Name(name) => {
            *variables.get(*name).ok_or_else(|| format!("nothing is called `{name}`"))?
        }
        Tree::Negative(inner) => -evaluate(inner, variables)?,
        Tree::Binary(..) => {
            // A long sum is deep on the left, deeper than calls may be; the parser limits all else.
            let (mut steps, mut first) = (Vec::new(), tree);
            while let Tree::Binary(operator, left, right) = first {
                steps.push((operator, right));
                first = left;
            }
            let mut value = evaluate(first, variables)?;
            for (operator, right) in steps.into_iter().rev() {
                value = apply(*operator, value, evaluate(right, variables)?)?;
            }
            value
        }
        Tree::Sum(trees) => {
            let mut sum = 0.0;
            for tree in *trees {
                sum += evaluate(tree, variables)?;
            }
            sum
        }
    })
}

fn apply(operator: char, left: f64, right: f64) -> Result<f64, String> {
    Ok(match operator {
        '+' => left + right,
        '-' => left - right,
        '*' => left * right,
        '/' if right == 0.0 => return Err("a division by zero".into()),
        '/' => left / right,
        _ => left.powf(right),
    })
}

/// One line, from text to number. The limit keeps a formula of a million parentheses from taking all memory.
fn calculate(text: &str, variables: &mut Variables) -> Result<Option<f64>, String> {
    Arena::scope_with_limit(256 * 1024, |arena| {
        let Line { name, formula } = parser::parse(arena, text)?;
        let Some(formula) = formula else {
            return Ok(None);
        };
        let value = evaluate(formula, variables)?;
        if let Some(name) = name {
            variables.insert(name.to_owned(), value);
        }
        Ok(Some(value))
    })
}

fn main() -> ExitCode {
    let mut variables = Variables::from([("pi".to_owned(), std::f64::consts::PI)]);
    let mut code = ExitCode::SUCCESS;
    for line in io::stdin().lock().lines() {
        let said = line.map_err(|error| error.to_string()).and_then(|line| calculate(&line, &mut variables));
        match said {
            Ok(Some(value)) => println!("{value}"),
            Ok(None) => {}
            Err(error) => {
                println!("error: {error}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(text: &str) -> Result<Option<f64>, String> {
        calculate(text, &mut Variables::from([("x".to_owned(), 3.0)]))
    }

    #[test]
    fn formulas() {
        assert_eq!(ask("1 + 2 * 3 ^ 2 - 4"), Ok(Some(15.0)));
        assert_eq!(ask("-(x - 5) / 4"), Ok(Some(0.5)));
        assert_eq!(ask("2 ^ 3 ^ 2"), Ok(Some(512.0)));
        assert_eq!(ask("sum(1, x, 2 * x)"), Ok(Some(10.0)));
        assert_eq!(ask("  "), Ok(None));
    }

    #[test]
    fn mistakes() {
        assert_eq!(ask("1 +"), Err("column 4: a number, a name or `(` is missing".into()));
        assert_eq!(ask("(1"), Err("column 3: `)` is missing".into()));
        assert_eq!(ask("1 $ 2"), Err("column 3: `$` is not expected here".into()));
        assert_eq!(ask("y"), Err("nothing is called `y`".into()));
        assert_eq!(ask("1 / (x - 3)"), Err("a division by zero".into()));
    }

    #[test]
    fn a_sum_may_be_long_where_calls_could_not_be_deep() {
        let long = || ask(&(vec!["1"; 2000].join("+") + "-1*2"));
        if cfg!(target_family = "wasm") {
            assert_eq!(long(), Ok(Some(1998.0)));
            return;
        }
        // A sixteenth of what a thread has otherwise.
        let thread = std::thread::Builder::new().stack_size(128 * 1024).spawn(long);
        assert_eq!(thread.unwrap().join().unwrap(), Ok(Some(1998.0)));
    }

    #[test]
    fn a_formula_that_is_too_large() {
        for deep in ["(".repeat(10_000), "-".repeat(10_000), "2^".repeat(7000) + "2", "2^-".repeat(7000) + "2"] {
            assert!(ask(&deep).unwrap_err().contains("too deep"), "{:?}", ask(&deep));
        }
        let long = vec!["1"; 100_000].join("+");
        assert!(ask(&long).unwrap_err().contains("too long"), "{:?}", ask(&long));
    }
}
