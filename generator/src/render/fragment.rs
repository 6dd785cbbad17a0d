//! Rust syntax as templates see it.
//!
//! Templates insert these values unchanged. Each is made from tokens or documentation lines, never from a
//! string of a document, so that everything in generated code is quoted.

use super::format::statements;
use crate::rust::{Docs, Enumeration, Structure, Union};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::quote;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use std::rc::Rc;

/// A piece of syntax for one line: a name, a type, an attribute, an expression.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fragment(TokenStream);

/// Syntax in the arguments of a macro, which rustfmt does not format: types, lists of literals, and limits.
#[derive(Clone, Debug)]
pub(crate) struct MacroFragment(TokenStream);

/// The statements of a function body, each on a new line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Code {
    statements: TokenStream,
    /// The columns before each line: rustfmt keeps them in an expression that it cannot format.
    indentation: usize,
}

impl Code {
    /// The body of a function that is not a method.
    pub(super) fn of_function(statements: TokenStream) -> Self {
        let indentation = 4;
        Self { statements, indentation }
    }
}

/// A doc comment of an item (`///`) or of a module (`//!`).
#[derive(Clone, Debug)]
pub(super) struct DocComment {
    marker: &'static str,
    lines: Vec<String>,
}

impl DocComment {
    /// The comment of an item.
    pub(super) fn of(docs: &Docs) -> Self {
        Self::item(docs.lines().to_vec())
    }

    /// The comment of an item, from its lines.
    pub(super) fn item(lines: Vec<String>) -> Self {
        Self { marker: "///", lines }
    }

    /// The comment of the module it stands in, from its lines.
    pub(super) fn module(lines: Vec<String>) -> Self {
        Self { marker: "//!", lines }
    }

    /// Adds lines.
    pub(super) fn followed_by(mut self, lines: &[String]) -> Self {
        self.lines.extend_from_slice(lines);
        self
    }
}

impl From<TokenStream> for Fragment {
    fn from(tokens: TokenStream) -> Self {
        Self(tokens)
    }
}

impl From<TokenStream> for MacroFragment {
    fn from(tokens: TokenStream) -> Self {
        Self(tokens)
    }
}

impl Serialize for MacroFragment {
    /// Without the spaces around punctuation.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::new();
        push_tokens(self.0.clone(), &mut text);
        serializer.serialize_str(&text)
    }
}

fn push_tokens(tokens: TokenStream, text: &mut String) {
    for token in tokens {
        if let TokenTree::Group(group) = &token
            && group.delimiter() == Delimiter::Parenthesis
        {
            text.push('(');
            push_tokens(group.stream(), text);
            text.push(')');
            continue;
        }
        let token = token.to_string();
        let is_tight = matches!(token.as_str(), ":" | "<" | ">" | ",");
        let after_tight = text.is_empty() || text.ends_with([':', '<', '(', '-']);
        if !is_tight && !after_tight {
            text.push(' ');
        }
        text.push_str(&token);
    }
}

impl From<&Ident> for Fragment {
    fn from(name: &Ident) -> Self {
        Self(quote!(#name))
    }
}

impl From<TokenStream> for Code {
    /// The body of a method.
    fn from(statements: TokenStream) -> Self {
        let indentation = 8;
        Self { statements, indentation }
    }
}

impl Serialize for Fragment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let lines = statements(self.statements.clone()).map_err(S::Error::custom)?;
        let line_end = format!("\n{}", " ".repeat(self.indentation));
        serializer.serialize_str(&lines.join(&line_end))
    }
}

impl Serialize for DocComment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A line end of any form would end the comment.
        let lines = self.lines.iter().flat_map(|line| line.split(['\n', '\r']));
        let lines = lines.map(|line| match line {
            "" => self.marker.to_owned(),
            line => format!("{} {line}", self.marker),
        });
        serializer.serialize_str(&lines.collect::<Vec<_>>().join("\n"))
    }
}

/// `#[deprecated]`, or nothing.
pub(super) fn deprecated(deprecated: bool) -> TokenStream {
    match deprecated {
        true => quote!(#[deprecated]),
        false => TokenStream::new(),
    }
}

/// The name of a Cargo feature as a string literal.
pub(super) fn feature(name: &Option<Rc<str>>) -> Option<Fragment> {
    let name = name.as_deref()?;
    Some(quote!(#name).into())
}

/// The attributes of a struct.
pub(super) fn structure_attributes(structure: &Structure) -> TokenStream {
    let deprecated = deprecated(structure.deprecated);
    let debug = (!is_redacted(structure)).then(|| quote!(Debug,));
    let default = structure.has_default().then(|| quote!(Default,));
    let (eq, hash) = match structure.hashable {
        true => (Some(quote!(Eq,)), Some(quote!(Hash,))),
        false => (None, None),
    };
    quote!(#deprecated #[derive(Clone, #debug #default #eq #hash PartialEq)] #[non_exhaustive])
}

/// Whether a field is redacted, so that `Debug` cannot be derived.
pub(super) fn is_redacted(structure: &Structure) -> bool {
    structure.fields.iter().any(|field| field.redacted)
}

/// The attributes of a union.
pub(super) fn union_attributes(union: &Union) -> TokenStream {
    let deprecated = deprecated(union.deprecated);
    let debug = (!union.redacted).then(|| quote!(Debug,));
    quote!(#deprecated #[derive(Clone, #debug PartialEq)] #[non_exhaustive])
}

/// The attributes of an enum.
pub(super) fn enumeration_attributes(enumeration: &Enumeration) -> TokenStream {
    let deprecated = deprecated(enumeration.deprecated);
    quote!(#deprecated #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)] #[non_exhaustive])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(value: impl Serialize) -> String {
        match serde_json::to_value(value).expect("it is serializable") {
            serde_json::Value::String(string) => string,
            other => panic!("{other} is not a string"),
        }
    }

    #[test]
    fn line_ends_do_not_end_a_doc_comment() {
        let lines = vec!["One.".to_owned(), String::new(), "a\nb\r*/ fn".to_owned()];
        let comment = DocComment::item(lines.clone());
        assert_eq!(printed(comment), "/// One.\n///\n/// a\n/// b\n/// */ fn");
        assert!(printed(DocComment::module(lines)).starts_with("//! One.\n//!\n"));
    }

    #[test]
    fn code_has_one_statement_per_line_and_must_be_rust() {
        let code = Code::of_function(quote!(let a = 1; if a > 0 { return; }));
        assert_eq!(printed(code), "let a = 1;\n    if a > 0 {\n        return;\n    }");
        let defect = serde_json::to_value(Code::from(quote!(let = ;)));
        assert!(defect.is_err());
    }

    #[test]
    fn syntax_in_macros_has_the_spaces_of_a_list() {
        let types = MacroFragment::from(quote!(BTreeMap<String, Vec<types::Thing>>));
        assert_eq!(printed(types), "BTreeMap<String, Vec<types::Thing>>");
        let row = quote!(member "a" => a, minimum(-1.5), values(min_length(1), max_length(2)));
        let expected = r#"member "a" => a, minimum(-1.5), values(min_length(1), max_length(2))"#;
        assert_eq!(printed(MacroFragment::from(row)), expected);
    }

    #[test]
    fn a_structure_of_responses_derives_default() {
        use crate::rust::{Docs, Structure};
        let structure = Structure {
            source: String::new(),
            name: quote::format_ident!("Stage"),
            docs: Docs::default(),
            fields: Vec::new(),
            arguments: Vec::new(),
            written: false,
            read: true,
            checked: false,
            hashable: false,
            deprecated: true,
        };
        let attributes = structure_attributes(&structure).to_string();
        assert!(attributes.contains("deprecated"), "{attributes}");
        assert!(attributes.contains("Default"), "{attributes}");
    }
}
