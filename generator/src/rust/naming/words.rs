//! Words of names, their case, and names that are reserved.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// `UpperCamelCase` of any name.
pub(super) fn camel(name: &str) -> String {
    with_letter_first(spelled_out(name).to_upper_camel_case())
}

fn with_letter_first(name: String) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("V{name}") } else { name }
}

/// `UpperCamelCase` of a value. A sign in front is a word, and `_` separates numbers that symbols separate, so that
/// the names of `-1`, `1`, `1.0` and `10` do not depend on one another.
pub(super) fn camel_value(value: &str) -> String {
    let (sign, unsigned) = match value.split_at_checked(1) {
        Some(("-", unsigned)) => ("Minus", unsigned),
        Some(("+", unsigned)) => ("Plus", unsigned),
        _ => ("", value),
    };
    if !unsigned.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return camel(value);
    }
    let mut numbers: Vec<String> = Vec::new();
    let mut rest = unsigned;
    while let Some(end) = end_of_number(rest) {
        let (number, others) = rest.split_at(end);
        numbers.push(spelled_out(number).to_upper_camel_case());
        rest = others.trim_start_matches(|each: char| !each.is_ascii_alphanumeric());
    }
    numbers.push(spelled_out(rest).to_upper_camel_case());
    with_letter_first(format!("{sign}{}", numbers.join("_")))
}

/// The end of the first digits that only symbols separate from other digits.
fn end_of_number(value: &str) -> Option<usize> {
    let is_symbol = |each: char| !each.is_ascii_alphanumeric();
    let starts_with_digit = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    let symbols = value.match_indices(is_symbol).map(|(at, _)| at);
    let mut ends = symbols.filter(|at| value[..*at].ends_with(|last: char| last.is_ascii_digit()));
    ends.find(|at| starts_with_digit(value[*at..].trim_start_matches(is_symbol)))
}

/// `snake_case` of any name.
pub(super) fn snake(name: &str) -> String {
    let name = with_whole_acronyms(&spelled_out(name)).to_snake_case();
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("v_{name}") } else { name }
}

/// Returns a name whose acronyms in plural or mixed case are one word each: `userIDs` is `userIds`, `IPv6` is `Ipv6`.
fn with_whole_acronyms(name: &str) -> String {
    let name = name.replace("OAuth", "Oauth").replace("oAuth", "oauth").replace("IPv", "Ipv");
    let mut letters: Vec<char> = name.chars().collect();
    let mut start = 0;
    for at in 0..letters.len() {
        if letters[at].is_ascii_uppercase() {
            continue;
        }
        let ends = letters.get(at + 1).is_none_or(|next| !next.is_ascii_lowercase());
        if letters[at] == 's' && ends && at - start >= 2 {
            letters[start + 1..at]
                .iter_mut()
                .for_each(|letter| *letter = letter.to_ascii_lowercase());
        }
        start = at + 1;
    }
    letters.into_iter().collect()
}

/// Returns a name of letters, digits and `_`: without letters and digits its characters are spelled out.
fn spelled_out(name: &str) -> String {
    if name.chars().any(|each| each.is_ascii_alphanumeric()) {
        return name
            .chars()
            .map(|each| if each.is_ascii_alphanumeric() { each } else { '_' })
            .collect();
    }
    if name.is_empty() {
        return "Empty".to_owned();
    }
    let words: Vec<String> = name.chars().map(symbol).collect();
    words.join("_")
}

/// A name with its symbols in words: `http/1.1` is `http slash 1 dot 1`.
pub(super) fn symbols_in_words(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for each in name.chars() {
        match each.is_ascii_alphanumeric() {
            true => text.push(each),
            false => text.push_str(&format!(" {} ", symbol(each))),
        }
    }
    text
}

/// A short hash of a name: FNV-1a, which is the same on every platform and in every version.
pub(super) fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The name of a module, of which a file is named: not one that Rust or Windows gives to another file, and short
/// enough for a path on every platform.
pub(super) fn module(name: &str) -> String {
    let name = snake(name);
    if MODULES.contains(&&*name) {
        return format!("{name}_");
    }
    short(&name, "_")
}

/// A name of which a file is named, by rustc or by rustdoc: a long one is cut and ends with a hash.
pub(super) fn short(name: &str, separator: &str) -> String {
    match name.char_indices().nth(MAX_FILE) {
        Some((end, _)) => {
            format!("{}{separator}{:08x}", name[..end].trim_end_matches('_'), hash(name))
        }
        None => name.to_owned(),
    }
}

/// The maximum number of characters of such a name, before its hash. File systems allow 255 bytes.
const MAX_FILE: usize = 100;

/// Names of modules whose files are something else: `mod.rs` to Rust, the others to Windows.
#[rustfmt::skip]
const MODULES: &[&str] = &[
    "mod", "lib", "main", "aux", "con", "nul", "prn",
    "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

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

/// The keywords of the 2024 edition, strict and reserved, without those that cannot be raw.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Type names that a generated type must not shadow.
#[rustfmt::skip]
pub(super) const TYPES: &[&str] = &[
    "BTreeMap", "Box", "Clone", "Copy", "Debug", "Default", "Deserialize", "Display", "Drop", "Eq",
    "Err", "Error", "ErrorCode", "Fn", "FnMut", "FnOnce", "From", "Hash", "Into", "Iterator",
    "None", "Ok", "Option", "Ord", "PartialEq", "PartialOrd", "Result", "Secret", "Self", "Send",
    "Serialize", "Sized", "Some", "String", "Sync", "ToOwned", "ToString", "TryFrom", "TryInto",
    "Unpin", "Vec",
];

/// Type names that the file of an operation imports.
#[rustfmt::skip]
pub(super) const OPERATIONS: &[&str] = &[
    "BTreeMap", "CallFuture", "CallOptions", "Client", "DecodeError", "EncodedRequest", "IntoFuture", "Items",
    "Method", "Operation", "OperationInput", "OperationMeta", "PageSized", "Pages", "Paginated",
    "PreparedRequest", "PresignedRequest", "Response", "Validate", "Violations",
];

/// Type names that the file of a waiter imports.
pub(super) const WAITERS: &[&str] =
    &["AcceptorState", "BTreeMap", "Client", "Duration", "Waiter", "WaiterDefinition"];

/// Variant names that an open enum has or that are keywords.
pub(super) const VARIANTS: &[&str] = &["Self", "Unknown"];

/// Methods of the client, with which a method of an operation must not collide.
pub(super) const METHODS: &[&str] =
    &["builder", "call", "clone", "from_env", "from_runtime", "meta", "new", "send"];

/// Methods of every request builder, with which a setter must not collide.
#[rustfmt::skip]
pub(super) const SETTERS: &[&str] = &[
    "clone", "input", "into", "into_future", "into_input", "items", "options", "pages", "prepare",
    "presign", "send", "send_blocking", "validate",
];

/// Subcommands that every command-line client has.
pub(super) const CALLS: &[&str] = &["completions", "help", "wait"];

/// Flags that every subcommand has, or some subcommands.
#[rustfmt::skip]
pub(super) const FLAGS: &[&str] = &[
    "all", "endpoint_url", "help", "json", "max_items", "out_file", "output", "profile", "region",
    "timeout", "verbose", "version",
];
