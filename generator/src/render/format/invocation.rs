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

/// A statement on its line; what is too long goes on at its arrow, on the next one.
fn line(statement: TokenStream, text: &mut String) {
    if statement.is_empty() {
        return;
    }
    let line = format!("    {}", printed(statement));
    let is_long = line.chars().count() > WIDTH;
    let arrow = line.find(" -> ").or_else(|| line.find(" => "));
    match arrow.filter(|_| is_long).map(|at| line.split_at(at)) {
        Some((head, tail)) => text.push_str(&format!("{head}\n       {tail}\n")),
        None => text.push_str(&format!("{line}\n")),
    }
}

/// Tokens with spaces where Rust has them in types, calls and assignments.
fn printed(tokens: TokenStream) -> String {
    let mut text = String::new();
    // Whether what follows stands at what was printed last, and whether that was a name.
    let (mut is_close, mut is_name) = (true, true);
    for token in tokens {
        let follows_closely = match &token {
            TokenTree::Punct(mark) => !matches!(mark.as_char(), '-' | '=' | '#' | '&'),
            TokenTree::Group(_) => is_name,
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        if !is_close && !follows_closely {
            text.push(' ');
        }
        is_close = match &token {
            TokenTree::Punct(mark) => match (mark.spacing(), mark.as_char()) {
                (Spacing::Joint, _) | (_, '<' | '.' | '&' | '#') => true,
                (_, ':') => text.ends_with(':'),
                _ => false,
            },
            _ => false,
        };
        is_name = matches!(token, TokenTree::Ident(_));
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(&format!("{open}{}{close}", printed(group.stream())));
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
        let text = "a::call!{ A(AInput) -> Result < AOutput , Error > ; pages , items } a::pages! { A: Vec < b :: C > = output . d ; input . e = output . f ; } a::set! { A; # [deprecated] with_a ( value : impl I < T = (B, C) > ) => r#type = Some ( x::y(value) ) ; }";
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

        a::set! {
            A;
            #[deprecated] with_a(value: impl I<T = (B, C)>) => r#type = Some(x::y(value));
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
