//! The few places where prettyplease breaks a line elsewhere than rustfmt does.
//!
//! - A value or a type that is too long for its line but fits on the next: prettyplease breaks inside
//!   it, rustfmt after the `=` or the `:`.
//! - A call on a name that is too long for its line: prettyplease breaks in front of the call, rustfmt
//!   inside it.
//! - An import of exactly the line's width: rustfmt wants a column less.
//! - A struct literal with one field, or one and a base: prettyplease keeps it on one line, rustfmt (as
//!   this repository sets it) gives every field its own.

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
        if let Some(end) = one_call(&lines, at) {
            let _ = writeln!(out, "{line}{}", lines[at + 1].trim_start());
            for inner in &lines[at + 2..=end] {
                let _ = writeln!(out, "{}", inner.get(4..).unwrap_or(inner));
            }
            at = end + 1;
            continue;
        }
        if let Some((head, names)) = full_import(line) {
            let _ = writeln!(out, "{head}{{\n    {names},\n}};");
            at += 1;
            continue;
        }
        match literal(line) {
            Some((head, fields, tail)) => {
                let outer = " ".repeat(indent(line));
                let _ = writeln!(out, "{outer}{head} {{");
                for field in fields {
                    let comma = if field.starts_with("..") { "" } else { "," };
                    let _ = writeln!(out, "{outer}    {field}{comma}");
                }
                let _ = writeln!(out, "{outer}}}{tail}");
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
    let is_broken = first.ends_with(['(', '<', '[']) || is_chain(lines, start);
    if !is_broken || first.trim_start().starts_with(['#', '/']) {
        return None;
    }
    let trimmed = first.trim_start();
    let split = if is_assignment(trimmed) {
        first.find(" = ")? + 2
    } else if trimmed.starts_with("pub ") && !trimmed.contains("fn ") && first.ends_with('<') {
        first.find(": ")? + 1
    } else {
        return None;
    };
    let end = if is_chain(lines, start) {
        chain_end(lines, start)?
    } else {
        (start + 1..lines.len()).find(|at| indent(lines[*at]) == indent(first))?
    };
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

/// A statement whose value is one call on a name, and whose call got a line of its own: its last line.
fn one_call(lines: &[&str], start: usize) -> Option<usize> {
    if !is_chain(lines, start) || !is_assignment(lines[start].trim_start()) {
        return None;
    }
    let receiver = lines[start].rsplit(' ').next()?;
    let end = chain_end(lines, start)?;
    let links = (start + 1..=end).filter(|at| lines[*at].trim_start().starts_with('.'));
    let is_name = receiver
        .chars()
        .all(|each| each.is_ascii_alphanumeric() || each == '_');
    (is_name && links.count() == 1 && lines[start + 1].ends_with('(')).then_some(end)
}

fn is_assignment(trimmed: &str) -> bool {
    [
        "let ",
        "self.",
        "output.",
        "filled.",
        "request = ",
        "const ",
    ]
    .iter()
    .any(|head| trimmed.starts_with(head))
}

/// Whether the next line goes on with a call on what stands in this one.
fn is_chain(lines: &[&str], start: usize) -> bool {
    lines.get(start + 1).is_some_and(|next| {
        next.trim_start().starts_with('.') && indent(next) == indent(lines[start]) + 4
    })
}

/// The last line of the statement whose value is a chain that starts at a line.
fn chain_end(lines: &[&str], start: usize) -> Option<usize> {
    let inner = indent(lines[start]) + 4;
    (start + 1..lines.len()).find(|at| indent(lines[*at]) == inner && lines[*at].ends_with(';'))
}

/// An import that fills its line to the last column: rustfmt keeps one free.
fn full_import(line: &str) -> Option<(&str, &str)> {
    let is_import = line.starts_with("use ") || line.starts_with("pub use ");
    let (head, names) = line.split_once('{')?;
    let names = names.strip_suffix("};")?;
    (is_import && line.chars().count() == WIDTH).then_some((head, names))
}

/// `Name { field: value, ..base }` on a line of its own, or as the value of a `let`: what stands in
/// front of the brace, the fields one by one, and what stands behind.
fn literal(line: &str) -> Option<(&str, Vec<&str>, &str)> {
    let (head, rest) = line.trim_start().split_once(" { ")?;
    let (fields, tail, name) = match head.strip_prefix("let ") {
        Some(binding) => (rest.strip_suffix(" };")?, ";", binding.split_once(" = ")?.1),
        None => (rest.strip_suffix(" }")?, "", head),
    };
    let is_name = name
        .chars()
        .all(|each| each.is_ascii_alphanumeric() || each == ':');
    // Text and nested braces could hold a comma that parts no fields; such a literal prettyplease
    // never keeps on one line here.
    (is_name && !fields.contains(['{', ';', '"'])).then(|| (head, split_fields(fields), tail))
}

/// Cuts at the commas that stand in no parentheses.
fn split_fields(fields: &str) -> Vec<&str> {
    let mut depth = 0;
    let at_comma = |each: char| {
        match each {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        each == ',' && depth == 0
    };
    fields.split(at_comma).map(str::trim).collect()
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
    fn a_constant_that_fits_goes_to_the_next_line() {
        let printed = "    const META: M = M::new(\"A\")\n        .read_only();\n";
        assert_eq!(
            rebreak(printed),
            "    const META: M =\n        M::new(\"A\").read_only();\n"
        );
    }

    #[test]
    fn an_import_keeps_a_column_free() {
        let import = |length: usize| format!("pub use a::{{B, {}}};\n", "C".repeat(length - 17));
        assert_eq!(rebreak(&import(WIDTH - 1)), import(WIDTH - 1));
        let broken = format!("pub use a::{{\n    B, {},\n}};\n", "C".repeat(WIDTH - 17));
        assert_eq!(rebreak(&import(WIDTH)), broken);
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
    fn a_chain_that_fits_goes_to_the_next_line() {
        let printed = "    let mut request = Request::new(Method::PUT)\n        .literal(\"/things/\")\n        .label(\"a\", a)?;\n";
        assert_eq!(
            rebreak(printed),
            "    let mut request =\n        Request::new(Method::PUT).literal(\"/things/\").label(\"a\", a)?;\n"
        );
        let long = printed.replace("things", &"x".repeat(50));
        assert_eq!(rebreak(&long), long);
    }

    #[test]
    fn one_call_on_a_name_stays_with_it() {
        let name = "x".repeat(70);
        let printed = format!(
            "    request = request\n        .header(\n            \"{name}\",\n            a,\n        )?;\n    b\n"
        );
        let expected = format!(
            "    request = request.header(\n        \"{name}\",\n        a,\n    )?;\n    b\n"
        );
        assert_eq!(rebreak(&printed), expected);
    }

    #[test]
    fn each_field_gets_its_line() {
        assert_eq!(
            rebreak("        Self { a: b.into() }\n"),
            "        Self {\n            a: b.into(),\n        }\n"
        );
        assert_eq!(
            rebreak("    Self { a: f(b, c), ..Self::default() }\n"),
            "    Self {\n        a: f(b, c),\n        ..Self::default()\n    }\n"
        );
        assert_eq!(
            rebreak("    let body = Body { a: &b };\n"),
            "    let body = Body {\n        a: &b,\n    };\n"
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
