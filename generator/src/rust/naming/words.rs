//! Words and cases: what is left of a name when everything that Rust cannot spell is gone.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// `UpperCamelCase`, whatever the name holds.
pub(super) fn camel(name: &str) -> String {
    let name = spelled_out(name).to_upper_camel_case();
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("V{name}")
    } else {
        name
    }
}

/// `snake_case`, whatever the name holds.
pub(super) fn snake(name: &str) -> String {
    let name = spelled_out(name).to_snake_case();
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("v_{name}")
    } else {
        name
    }
}

/// Leaves a name as it is when it has something to build on; otherwise names each of its characters.
fn spelled_out(name: &str) -> String {
    if name.chars().any(|each| each.is_ascii_alphanumeric()) {
        return name
            .chars()
            .map(|each| {
                if each.is_ascii_alphanumeric() {
                    each
                } else {
                    '_'
                }
            })
            .collect();
    }
    if name.is_empty() {
        return "Empty".to_owned();
    }
    let words: Vec<String> = name.chars().map(symbol).collect();
    words.join("_")
}

fn symbol(symbol: char) -> String {
    let name = match symbol {
        '<' => "less",
        '>' => "greater",
        '=' => "equals",
        '!' => "not",
        '*' => "star",
        '+' => "plus",
        '-' => "minus",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '/' => "slash",
        '\\' => "backslash",
        '|' => "pipe",
        '&' => "and",
        '%' => "percent",
        '#' => "hash",
        '$' => "dollar",
        '@' => "at",
        '_' => "underscore",
        ' ' => "space",
        '\t' => "tab",
        '"' => "quote",
        '\'' => "apostrophe",
        other => return format!("u{:x}", u32::from(other)),
    };
    name.to_owned()
}
