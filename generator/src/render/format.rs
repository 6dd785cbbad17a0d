//! The formatter of record: prettyplease, then line breaks and blank lines where rustfmt puts them.

mod invocation;
mod join;
mod rebreak;

use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write as _;

/// The last column of a line, here and in the generated crate's `rustfmt.toml`.
const WIDTH: usize = 100;

/// The columns of a line in an example: four are those of `/// `.
const EXAMPLE: usize = WIDTH - 4;

/// Formats a file and puts its origin on the first line.
///
/// # Errors
///
/// Fails when the text is not Rust.
pub fn format(text: &str, source: &str) -> Result<String, FormatError> {
    let file = syn::parse_file(text).map_err(|error| FormatError::new(&error, text))?;
    let mut out =
        format!("// @generated from {source}. Do not edit: change the document or an overlay.\n");
    let mut previous = Kind::Start;
    let (docs, attrs): (Vec<_>, Vec<_>) = file
        .attrs
        .into_iter()
        .partition(|attribute| attribute.path().is_ident("doc"));
    for attributes in [docs, attrs]
        .into_iter()
        .filter(|attributes| !attributes.is_empty())
    {
        out.push('\n');
        out.push_str(&print(attributes, Vec::new(), WIDTH));
    }
    for item in file.items {
        let kind = Kind::of(&item);
        if kind == Kind::Other || kind != previous {
            out.push('\n');
        }
        match item {
            syn::Item::Macro(item) => out.push_str(&invocation::invocation(&item)),
            item @ (syn::Item::Impl(_) | syn::Item::Trait(_)) => {
                space_members(&print(Vec::new(), vec![item], WIDTH), &mut out);
            }
            item => out.push_str(&print(Vec::new(), vec![item], WIDTH)),
        }
        previous = kind;
    }
    Ok(out)
}

/// Statements of a function, one line each or several, without the function around them.
pub(super) fn statements(code: TokenStream) -> Result<Vec<String>, FormatError> {
    let shown = |error| FormatError::new(&error, &code.to_string());
    let item = syn::parse2(quote!(async fn example() { #code })).map_err(shown)?;
    // The function around them takes four columns more.
    let printed = print(Vec::new(), vec![item], EXAMPLE + 4);
    let lines: Vec<&str> = printed.lines().collect();
    let inner = lines.get(1..lines.len().saturating_sub(1));
    Ok(inner
        .unwrap_or_default()
        .iter()
        .map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned())
        .collect())
}

fn print(attrs: Vec<syn::Attribute>, items: Vec<syn::Item>, width: usize) -> String {
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs,
        items,
    };
    let joined = join::join(&prettyplease::unparse(&file), width);
    // What was broken again may stand further left, where more fits into a line.
    join::join(&rebreak::rebreak(&joined, width), width)
}

/// What decides whether two items stand together.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Start,
    Import,
    Export,
    Module,
    Other,
}

impl Kind {
    fn of(item: &syn::Item) -> Self {
        match item {
            syn::Item::Use(item) if matches!(item.vis, syn::Visibility::Inherited) => Self::Import,
            syn::Item::Use(_) => Self::Export,
            syn::Item::Mod(item) if item.content.is_none() && item.attrs.is_empty() => Self::Module,
            _ => Self::Other,
        }
    }
}

/// Puts a blank line around each function of an `impl` or a `trait`.
fn space_members(printed: &str, out: &mut String) {
    let lines: Vec<&str> = printed.lines().collect();
    let mut previous_was_function = false;
    let mut first = true;
    let mut at = 0;
    while at < lines.len() {
        let end = member_end(&lines, at);
        let Some(end) = end else {
            let _ = writeln!(out, "{}", lines[at]);
            at += 1;
            continue;
        };
        let is_function = lines[at..=end].iter().any(|line| is_function_head(line));
        if !first && (is_function || previous_was_function) {
            out.push('\n');
        }
        for line in &lines[at..=end] {
            let _ = writeln!(out, "{line}");
        }
        (previous_was_function, first, at) = (is_function, false, end + 1);
    }
}

/// The last line of the member that starts at a line, when one does.
fn member_end(lines: &[&str], start: usize) -> Option<usize> {
    let is_member = |line: &str| line.starts_with("    ") && !line.starts_with("     ");
    if !is_member(lines[start]) {
        return None;
    }
    let is_head = |line: &str| !line.starts_with("    #") && !line.starts_with("    ///");
    let head = (start..lines.len()).find(|at| is_member(lines[*at]) && is_head(lines[*at]))?;
    // A constant may go on, indented, to its semicolon; everything else ends where it began.
    let is_constant = ["    const ", "    pub const "]
        .iter()
        .any(|start| lines[head].starts_with(start))
        && !is_function_head(lines[head]);
    (head..lines.len()).find(|at| match is_constant {
        true => lines[*at].ends_with(';'),
        false => is_member(lines[*at]) && lines[*at].ends_with([';', '}', ',']),
    })
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a line, without its indentation, closes what a line before has opened.
fn is_closer(line: &str) -> bool {
    line.starts_with([')', ']', '>'])
}

/// Whether the next line goes on with a call on what stands in this one.
fn is_chain(lines: &[&str], start: usize) -> bool {
    lines.get(start + 1).is_some_and(|next| {
        next.trim_start().starts_with('.') && indent(next) == indent(lines[start]) + 4
    })
}

fn is_function_head(line: &str) -> bool {
    let line = line.trim_start();
    [
        "fn ",
        "async fn ",
        "const fn ",
        "pub fn ",
        "pub async fn ",
        "pub const fn ",
        "pub(crate) fn ",
    ]
    .iter()
    .any(|head| line.starts_with(head))
}

/// Printed text that is not Rust.
#[derive(Debug)]
pub struct FormatError(String);

impl FormatError {
    fn new(error: &syn::Error, text: &str) -> Self {
        let at = error.span().start();
        let line = text
            .lines()
            .nth(at.line.saturating_sub(1))
            .unwrap_or_default();
        Self(format!(
            "not Rust at line {}, column {}: {error}\n{line}",
            at.line,
            at.column + 1
        ))
    }
}

impl std::fmt::Display for FormatError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FormatError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_functions_are_set_apart() {
        let text = "use a::B; use c::D; /// One.\n pub struct A { /// x\n pub x: u8 } impl A { const X: u8 = 1; const Y: u8 = 2; pub fn f(&self) {} \
                    /// Doc.\n #[must_use] pub fn g(&self) -> u8 { if self.x > 1 { return 2; } 3 } }";
        insta::assert_snapshot!(format(text, "#/a").expect("it is Rust"), @r"
        // @generated from #/a. Do not edit: change the document or an overlay.

        use a::B;
        use c::D;

        /// One.
        pub struct A {
            /// x
            pub x: u8,
        }

        impl A {
            const X: u8 = 1;
            const Y: u8 = 2;

            pub fn f(&self) {}

            /// Doc.
            #[must_use]
            pub fn g(&self) -> u8 {
                if self.x > 1 {
                    return 2;
                }
                3
            }
        }
        ");
    }

    #[test]
    fn what_is_not_rust_is_named_with_its_line() {
        let error =
            format("fn ok() {}\nfn 1bad() {}", "#").expect_err("a name cannot start with a digit");
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
