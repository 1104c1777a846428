//! Smaller text for what ships: without indentation, blank lines and comments that stand alone.

/// Takes out of JavaScript what only people read. Text in which a template literal may go over several lines is left alone:
/// there, indentation is content.
pub fn compact(js: &str) -> String {
    let is_plain = |line: &str| line.matches('`').count().is_multiple_of(2);
    if !js.lines().all(is_plain) {
        return js.to_owned();
    }
    let mut text = String::with_capacity(js.len());
    let mut in_comment = false;
    for line in js.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            text.push_str(line);
            text.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn code_stays() {
        let js = "/**\n * Adds.\n */\nfunction f() {\n    // one\n    return `a b`;\n\n}\n/* x */\nf();\n";
        assert_eq!(compact(js), "function f() {\nreturn `a b`;\n}\nf();\n");
        let template = "x = `a\n    b`;\n";
        assert_eq!(compact(template), template);
    }
}
