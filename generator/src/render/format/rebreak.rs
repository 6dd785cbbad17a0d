//! The few places where prettyplease breaks a line elsewhere than rustfmt does.
//!
//! - A value or a type that is too long for its line but fits on the next: prettyplease breaks inside
//!   it, rustfmt after the `=` or the `:`.
//! - A struct literal with one field: prettyplease keeps it on one line, rustfmt (as this repository
//!   sets it) gives every field its own.

use std::fmt::Write as _;

/// The last column that prettyplease uses, and rustfmt by the generated crate's `rustfmt.toml`.
const WIDTH: usize = 89;

/// Breaks lines again where the two disagree.
pub(super) fn rebreak(printed: &str) -> String {
    let lines: Vec<&str> = printed.lines().collect();
    let mut out = String::with_capacity(printed.len());
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some((end, head, tail)) = too_long(&lines, at) {
            let inner = " ".repeat(indent(line) + 4);
            let _ = writeln!(out, "{head}\n{inner}{tail}");
            at = end + 1;
            continue;
        }
        match single_field(line) {
            Some((name, field)) => {
                let outer = " ".repeat(indent(line));
                let _ = writeln!(out, "{outer}{name} {{\n{outer}    {field},\n{outer}}}");
            }
            None => {
                let _ = writeln!(out, "{line}");
            }
        }
        at += 1;
    }
    out
}

/// A statement or field that starts at a line, was broken inside its value or type, and has room for
/// it on the next line: its last line, what stays in front, and what goes to the next line.
fn too_long(lines: &[&str], start: usize) -> Option<(usize, String, String)> {
    let first = lines[start];
    if !first.ends_with(['(', '<', '[']) || first.trim_start().starts_with(['#', '/']) {
        return None;
    }
    let trimmed = first.trim_start();
    let split = if trimmed.starts_with("let ") || trimmed.starts_with("self.") {
        first.find(" = ")? + 2
    } else if trimmed.starts_with("pub ") && !trimmed.contains("fn ") && first.ends_with('<') {
        first.find(": ")? + 1
    } else {
        return None;
    };
    let end = (start + 1..lines.len()).find(|at| indent(lines[*at]) == indent(first))?;
    if !lines[end].ends_with([';', ',']) {
        return None;
    }
    let mut joined = first[split + 1..].to_owned();
    for line in &lines[start + 1..=end] {
        let part = line.trim_start();
        if part.starts_with([')', '>', ']']) && joined.ends_with(',') {
            joined.pop();
        } else if joined.ends_with(',') {
            joined.push(' ');
        }
        joined.push_str(part);
    }
    let fits = indent(first) + 4 + joined.chars().count() <= WIDTH;
    fits.then(|| (end, first[..split].to_owned(), joined))
}

/// `Name { field: value }` on a line of its own.
fn single_field(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.trim_start().split_once(" { ")?;
    let field = rest.strip_suffix(" }")?;
    let is_name = name
        .chars()
        .all(|each| each.is_ascii_alphanumeric() || each == ':');
    (is_name && !field.contains(['{', ';'])).then_some((name, field))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_fits_goes_to_the_next_line() {
        let printed = "        self.a = Some(\n            value.into(),\n        );\n";
        assert_eq!(
            rebreak(printed),
            "        self.a =\n            Some(value.into());\n"
        );
    }

    #[test]
    fn a_type_that_fits_goes_to_the_next_line() {
        let printed = "    pub a: Option<\n        Vec<types::B>,\n    >,\n";
        assert_eq!(
            rebreak(printed),
            "    pub a:\n        Option<Vec<types::B>>,\n"
        );
    }

    #[test]
    fn what_fits_nowhere_stays() {
        let printed = format!(
            "    let a = f(\n        {},\n        b,\n    );\n",
            "x".repeat(80)
        );
        assert_eq!(rebreak(&printed), printed);
    }

    #[test]
    fn a_single_field_gets_its_line() {
        assert_eq!(
            rebreak("        Self { a: b.into() }\n"),
            "        Self {\n            a: b.into(),\n        }\n"
        );
        for kept in [
            "    Some(x) => { y }\n",
            "pub struct A {}\n",
            "    fn f() {}\n",
        ] {
            assert_eq!(rebreak(kept), kept);
        }
    }
}
