//! The few places where prettyplease breaks a line elsewhere than rustfmt does.
//!
//! - A value or a type that is too long for its line but fits on the next: prettyplease breaks inside
//!   it, rustfmt after the `=` or the `:`.
//! - A call on a name that is too long for its line: prettyplease breaks in front of the call, rustfmt
//!   inside it.
//! - A call whose last argument is a closure: prettyplease gives it a line, rustfmt opens a block in
//!   the first one.
//! - An import of exactly the line's width: rustfmt wants a column less.
//! - An arm of a `match` of exactly the line's width and its comma: rustfmt wants a block.
//! - A struct literal with one long field, or one and a base: prettyplease keeps it on one line, rustfmt
//!   (as this repository sets it) gives every field its own.

use super::join::{LITERAL, has_room};
use super::{indent, is_chain, is_closer};
use std::fmt::Write as _;

/// Breaks lines of `width` columns again where the two disagree.
pub(super) fn rebreak(printed: &str, width: usize) -> String {
    let lines: Vec<&str> = printed.lines().collect();
    let mut out = String::with_capacity(printed.len());
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some((end, head, tail)) = too_long(&lines, at, width) {
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
        if let Some((head, arguments, tail)) = short_call(&lines, at) {
            let outer = " ".repeat(indent(line));
            let _ = writeln!(out, "{line}{head}");
            for argument in arguments {
                let _ = writeln!(out, "{outer}    {argument},");
            }
            let _ = writeln!(out, "{outer}{tail}");
            at += 2;
            continue;
        }
        if let Some((end, first, value, tail)) = closure(&lines, at, width) {
            let outer = " ".repeat(indent(line));
            let _ = writeln!(out, "{first}\n{outer}    {value}\n{outer}}}{tail}");
            at = end + 1;
            continue;
        }
        if let Some((head, names)) = full_import(line, width) {
            let _ = writeln!(out, "{head}{{\n    {names},\n}};");
            at += 1;
            continue;
        }
        if let Some((pattern, value)) = full_arm(line, width) {
            let outer = " ".repeat(indent(line));
            let _ = writeln!(out, "{pattern} => {{\n{outer}    {value}\n{outer}}}");
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
fn too_long(lines: &[&str], start: usize, width: usize) -> Option<(usize, String, String)> {
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
    // The first call of a chain may be broken, too: then what closes it stands further in.
    let closes = |line: &&str| indent(line) == indent(first) + 4 && is_closer(line.trim_start());
    let goes_on = is_chain(lines, start) || lines.get(start + 2).is_some_and(closes);
    let end = if goes_on {
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
    has_room(&joined, width.saturating_sub(indent(first) + 4))
        .then(|| (end, first[..split].to_owned(), joined))
}

/// A statement whose value is one call on a name, and whose call got a line of its own: its last line.
fn one_call(lines: &[&str], start: usize) -> Option<usize> {
    let receiver = lines[start].rsplit(' ').next()?;
    let trimmed = lines[start].trim_start();
    if !is_chain(lines, start) || !(is_assignment(trimmed) || trimmed == receiver) {
        return None;
    }
    let end = chain_end(lines, start)?;
    let inner = indent(lines[start]) + 4;
    let is_link = |line: &str| indent(line) == inner && line.trim_start().starts_with('.');
    let links = (start + 1..=end).filter(|at| is_link(lines[*at]));
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

/// A statement that is one call on a name, or whose value is one, and whose call has the next line to
/// itself: the call up to its arguments, the arguments, and what closes it.
fn short_call<'a>(lines: &[&'a str], start: usize) -> Option<(&'a str, Vec<&'a str>, &'a str)> {
    let trimmed = lines[start].trim_start();
    let name = trimmed.rsplit(' ').next()?;
    let is_name = !name.is_empty() && name.bytes().all(|each| each.is_ascii_lowercase());
    let call = lines.get(start + 1)?.trim_start();
    let (head, rest) = call.split_at(call.find('(')? + 1);
    let (arguments, tail) = match rest.strip_suffix(")?;") {
        Some(arguments) => (arguments, ")?;"),
        None => (rest.strip_suffix(");")?, ");"),
    };
    // A text could hold a comma that parts no arguments.
    let mut texts = arguments.split('"').skip(1).step_by(2);
    let is_plain = texts.all(|text| !text.contains([',', '\\'])) && is_balanced(arguments);
    let is_statement = trimmed == name || is_assignment(trimmed);
    let arguments = split_fields(arguments);
    // With fewer than three, rustfmt prefers the call on a line of its own.
    let is_wanted = is_name && is_statement && is_plain && arguments.len() > 2;
    (is_wanted && is_chain(lines, start)).then_some((head, arguments, tail))
}

/// Whether no parenthesis is closed that was not opened, as between two calls of a chain.
fn is_balanced(arguments: &str) -> bool {
    let mut depth = 0_usize;
    arguments.bytes().all(|each| {
        match each {
            b'(' => depth += 1,
            b')' if depth == 0 => return false,
            b')' => depth -= 1,
            _ => {}
        }
        true
    })
}

/// The last line of the statement whose value is a chain that starts at a line.
fn chain_end(lines: &[&str], start: usize) -> Option<usize> {
    let inner = indent(lines[start]) + 4;
    (start + 1..lines.len()).find(|at| indent(lines[*at]) == inner && lines[*at].ends_with(';'))
}

/// A call with a line for each argument, whose last one is a closure, and whose first line has room for
/// all but the closure's value: its last line, the new first one, the value, and what closes the call.
fn closure<'a>(
    lines: &[&'a str],
    start: usize,
    width: usize,
) -> Option<(usize, String, &'a str, &'a str)> {
    let head = lines[start].strip_suffix('(')?;
    let inner = indent(lines[start]) + 4;
    let arguments = lines[start + 1..]
        .iter()
        .take_while(|line| indent(line) == inner);
    let end = start + 1 + arguments.clone().count();
    let (last, others) = lines[start + 1..end].split_last()?;
    let tail = lines
        .get(end)
        .filter(|line| is_closer(line.trim_start()))?
        .trim_start();
    let (parameter, value) = last.trim_start().strip_prefix('|')?.split_once("| ")?;
    let others: Vec<&str> = others.iter().map(|other| other.trim_start()).collect();
    if !others.iter().all(|other| other.ends_with(',')) {
        return None;
    }
    let first = format!("{head}({} |{parameter}| {{", others.join(" "));
    (first.chars().count() <= width).then(|| (end, first, value.trim_end_matches(','), tail))
}

/// An import that fills its line to the last column: rustfmt keeps one free.
fn full_import(line: &str, width: usize) -> Option<(&str, &str)> {
    let is_import = line.starts_with("use ") || line.starts_with("pub use ");
    let (head, names) = line.split_once('{')?;
    let names = names.strip_suffix("};")?;
    (is_import && line.chars().count() == width).then_some((head, names))
}

/// An arm of a `match` that only its comma makes too long: the pattern and the value.
fn full_arm(line: &str, width: usize) -> Option<(&str, &str)> {
    let (pattern, value) = line.strip_suffix(',')?.split_once(" => ")?;
    (line.chars().count() == width + 1).then_some((pattern, value))
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
    let is_long = fields.chars().count() > LITERAL;
    // Text and nested braces could hold a comma that parts no fields; such a literal prettyplease
    // never keeps on one line here.
    (is_name && is_long && !fields.contains(['{', ';', '"']))
        .then(|| (head, split_fields(fields), tail))
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

#[cfg(test)]
mod tests;
