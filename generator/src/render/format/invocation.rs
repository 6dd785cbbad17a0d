//! Calls of the runtime's macros among the items: a statement a line, as no formatter of Rust would
//! print what only the macro understands.

use super::WIDTH;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens as _;

/// Prints `path! { one; two; }`.
pub(super) fn invocation(item: &syn::ItemMacro) -> String {
    let mut text = format!("{}! {{\n", printed(item.mac.path.to_token_stream()));
    let mut statement = TokenStream::new();
    for token in item.mac.tokens.clone() {
        let ends = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == ';');
        statement.extend([token]);
        if ends {
            line(std::mem::take(&mut statement), &mut text);
        }
    }
    line(statement, &mut text);
    text.push_str("}\n");
    text
}

/// A statement on its line; what is too long goes on after the arguments of a call, on the next one.
fn line(statement: TokenStream, text: &mut String) {
    if statement.is_empty() {
        return;
    }
    let line = format!("    {}", printed(statement));
    let is_long = line.chars().count() > WIDTH;
    match line.split_once(" -> ").filter(|_| is_long) {
        Some((arguments, result)) => text.push_str(&format!("{arguments}\n        -> {result}\n")),
        None => text.push_str(&format!("{line}\n")),
    }
}

/// Tokens with spaces where Rust has them in types, calls and assignments.
fn printed(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut is_close = true;
    for token in tokens {
        let starts_close = match &token {
            TokenTree::Punct(mark) => match mark.as_char() {
                '-' | '=' => false,
                // The second half of an arrow, or a bracket.
                '>' | '<' | ',' | ';' | '.' | ':' | '?' => true,
                _ => false,
            },
            TokenTree::Group(_) => true,
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        if !is_close && !starts_close {
            text.push(' ');
        }
        is_close = match &token {
            TokenTree::Punct(mark) if mark.spacing() == Spacing::Joint => true,
            TokenTree::Punct(mark) => match mark.as_char() {
                '<' | '.' | '&' => true,
                ':' => text.ends_with(':'),
                _ => false,
            },
            _ => false,
        };
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                text.push_str(&format!("({})", printed(group.stream())));
            }
            other => text.push_str(&other.to_string()),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::render::format;

    #[test]
    fn each_statement_has_its_line() {
        let text = "a::call!{ A(AInput) -> Result < AOutput , Error > ; pages , items } a::pages! { A: Vec < b :: C > = output . d ; input . e = output . f ; }";
        insta::assert_snapshot!(format(text, "#/a").expect("it is Rust"), @r"
        // @generated from #/a. Do not edit: change the document or an overlay.

        a::call! {
            A(AInput) -> Result<AOutput, Error>;
            pages, items
        }

        a::pages! {
            A: Vec<b::C> = output.d;
            input.e = output.f;
        }
        ");
    }

    #[test]
    fn a_long_signature_goes_on_at_its_arrow() {
        let name = "A".repeat(50);
        let text = format!("a::call!{{ {name}(In) -> Result<{name}, Error>; }}");
        let printed = format(&text, "#").expect("it is Rust");
        let expected = format!("    {name}(In)\n        -> Result<{name}, Error>;\n}}\n");
        assert!(printed.ends_with(&expected), "{printed}");
    }
}
