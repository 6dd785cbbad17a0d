//! Lines that prettyplease broke, whole again where they fit: it knows no other width than its own, 89
//! columns, and rustfmt and this repository have 100.
//!
//! What is too long on the whole is left as it stands, and its parts are tried one by one, which is what
//! rustfmt does, too. Blocks are never joined; an arm of a `match` loses its block with its need for one.

use super::{indent, is_closer};

/// The widest list of fields that a struct literal keeps on one line, as the generated crate's
/// `rustfmt.toml` has it.
pub(super) const LITERAL: usize = 80;

/// Joins what fits into lines of `width` columns.
pub(super) fn join(printed: &str, width: usize) -> String {
    let mut text = printed.to_owned();
    // What is whole may make whole what it stands in. More than four levels do not fit into a line.
    for _ in 0..4 {
        let joined = pass(&text, width);
        if joined == text {
            break;
        }
        text = joined;
    }
    text
}

fn pass(printed: &str, width: usize) -> String {
    let lines: Vec<&str> = printed.lines().collect();
    let mut out = String::with_capacity(printed.len());
    let mut at = 0;
    while at < lines.len() {
        let whole = extent(&lines, at)
            .and_then(|end| Some((end, joined(&lines[at..=end])?)))
            .filter(|(_, whole)| has_room(whole, width))
            .or_else(|| literal(&lines, at, width))
            .or_else(|| block(&lines, at))
            .filter(|(_, whole)| whole.lines().all(|line| line.chars().count() <= width));
        match whole.or_else(|| import(&lines, at, width)) {
            Some((end, whole)) => {
                out.push_str(&whole);
                at = end + 1;
            }
            None => {
                out.push_str(lines[at]);
                at += 1;
            }
        }
        out.push('\n');
    }
    out
}

/// Whether a statement fits into a line: of one that ends in `?;`, rustfmt counts both twice.
pub(super) fn has_room(whole: &str, width: usize) -> bool {
    let counted_twice = if whole.ends_with("?;") { 2 } else { 0 };
    whole.chars().count() + counted_twice <= width
}

/// The last line of an expression, type or list of parameters that begins at a line and goes on.
fn extent(lines: &[&str], start: usize) -> Option<usize> {
    let outer = indent(lines[start]);
    let goes_on = |at: usize| {
        lines.get(at + 1).is_some_and(|next| {
            let opens = lines[at].ends_with(['(', '[', '<']);
            indent(next) == outer + 4 && (opens || is_continuation(next.trim_start()))
        })
    };
    let mut end = start;
    // Each turn takes one line at least: the one further in by which it is known that it goes on.
    while goes_on(end) {
        let rest = lines[end + 1..].iter();
        end += rest.take_while(|line| indent(line) > outer).count();
        let next = lines.get(end + 1).filter(|line| indent(line) == outer);
        if next.is_some_and(|line| is_closer(line.trim_start()) || line.trim_start() == "{") {
            end += 1;
        }
    }
    (end > start).then_some(end)
}

/// Whether a line goes on with the expression of the line before.
fn is_continuation(line: &str) -> bool {
    ["&& ", "|| ", "== ", "+ "]
        .iter()
        .any(|operator| line.starts_with(operator))
        || (line.starts_with('.') && !line.starts_with(".."))
}

/// Lines as one; nothing if there is a comment, an attribute, a block or a statement among them.
fn joined(lines: &[&str]) -> Option<String> {
    let (last, before) = lines.split_last()?;
    let is_apart = |line: &&str| {
        let line = line.trim_start();
        line.ends_with(['{', ';']) || line.starts_with(['#', '}']) || line.starts_with("//")
    };
    let (first, inner) = before.split_first()?;
    let first_is_apart = first.ends_with(['{', ';']) || first.trim_start().starts_with("//");
    if first_is_apart || inner.iter().any(is_apart) {
        return None;
    }
    let mut whole = (*first).to_owned();
    for line in inner.iter().chain([last]) {
        add(&mut whole, line.trim_start());
    }
    Some(whole)
}

/// Puts a line behind another.
fn add(whole: &mut String, line: &str) {
    let closes = is_closer(line);
    if closes && whole.ends_with(',') {
        whole.pop();
    }
    let is_close = closes || whole.ends_with(['(', '[', '<']) || line.starts_with(['.', '?']);
    if !is_close || (whole.ends_with(',') && line.starts_with("..")) {
        whole.push(' ');
    }
    whole.push_str(line);
}

/// A struct literal with few and short fields.
fn literal(lines: &[&str], start: usize, width: usize) -> Option<(usize, String)> {
    let head = lines[start].strip_suffix(" {")?;
    let is_of_path = |each: char| each.is_ascii_alphanumeric() || matches!(each, '_' | ':');
    let before = head.trim_end_matches(is_of_path);
    let name = head[before.len()..].rsplit("::").next()?;
    let is_value = before.trim_end().is_empty()
        || before.ends_with('(')
        || ["= ", "=> ", "return "]
            .iter()
            .any(|end| before.ends_with(end));
    if !is_value || !name.starts_with(|first: char| first.is_ascii_uppercase()) {
        return None;
    }
    let outer = indent(lines[start]);
    let inside = |line: &&&str| indent(line) == outer + 4 && line.ends_with(|end| end != '{');
    let fields: Vec<&str> = lines[start + 1..]
        .iter()
        .take_while(inside)
        .map(|line| line.trim())
        .collect();
    let end = start + fields.len() + 1;
    let tail = lines
        .get(end)
        .filter(|line| indent(line) == outer)?
        .trim_start();
    let is_field = |field: &&str| !field.starts_with(['#', '/']) && !field.ends_with(';');
    if !tail.starts_with('}') || fields.is_empty() || !fields.iter().all(is_field) {
        return None;
    }
    let fields = fields.join(" ");
    let fields = fields.trim_end_matches(',');
    if fields.chars().count() > LITERAL {
        return None;
    }
    let whole = format!("{head} {{ {fields} {tail}");
    let next = format!("=\n{}", " ".repeat(outer + 4));
    Some(match whole.chars().count() <= width {
        true => (end, whole),
        false => (end, whole.replacen("= ", &next, 1)),
    })
}

/// The block of an arm of a `match`, which needs none, or that of a constant.
fn block(lines: &[&str], start: usize) -> Option<(usize, String)> {
    let head = lines[start].strip_suffix(" {")?;
    let (value, last) = (lines.get(start + 1)?.trim_start(), lines.get(start + 2)?);
    let is_value = !value.ends_with([';', '{', '}', '(']) && !value.starts_with(['#', '/', '}']);
    let tail = last.trim_start().strip_prefix('}')?;
    if !is_value || indent(last) != indent(lines[start]) {
        return None;
    }
    let whole = match (head.ends_with(" =>"), head.ends_with("const")) {
        (true, _) if tail.is_empty() => format!("{head} {value},"),
        (_, true) => format!("{head} {{ {value} }}{tail}"),
        _ => return None,
    };
    Some((start + 2, whole))
}

/// A list of imports, filled up again.
fn import(lines: &[&str], start: usize, width: usize) -> Option<(usize, String)> {
    let head = lines[start].strip_suffix('{')?;
    if !head.starts_with("use ") && !head.starts_with("pub use ") {
        return None;
    }
    let end = (start + 1..lines.len()).find(|at| lines[*at] == "};")?;
    let names: Vec<&str> = lines[start + 1..end]
        .iter()
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    if names.iter().any(|name| name.contains(['{', '}'])) {
        return None;
    }
    let whole = format!("{head}{{{}}};", names.join(", "));
    // rustfmt keeps a column free.
    if whole.chars().count() < width {
        return Some((end, whole));
    }
    let mut text = format!("{head}{{\n   ");
    let mut column = 3;
    for name in names {
        if column + name.len() + 2 > width {
            text.push_str("\n   ");
            column = 3;
        }
        text.push_str(&format!(" {name},"));
        column += name.len() + 2;
    }
    Some((end, format!("{text}\n}};")))
}

#[cfg(test)]
mod tests;
