//! Values of examples, as a user of the crate writes them.

use super::types;
use crate::rust::{ExampleSetting, ExampleValue, RustType};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, quote};

/// The writer of the values of one example.
pub(super) struct Writer<'a> {
    krate: &'a Ident,
    /// The values that are bound to variables before the call.
    bound: Vec<(Ident, TokenStream)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(krate: &'a Ident) -> Self {
        let bound = Vec::new();
        Self { krate, bound }
    }

    /// Statements, after those that bind variables.
    pub(super) fn after_bound(&self, statements: TokenStream) -> TokenStream {
        let bound = self.bound.iter();
        let bound = bound.map(|(name, value)| quote!(let #name = #value;));
        quote!(#(#bound)* #statements)
    }

    pub(super) fn arguments(&mut self, values: &[(Ident, ExampleValue)]) -> TokenStream {
        let several = values.len() > 1;
        let mut arguments = Vec::new();
        for (name, value) in values {
            let is_unclear = match value {
                ExampleValue::String(text) => several || text.len() > LONG,
                value => is_large(value),
            };
            let value = self.argument(value);
            arguments.push(match is_unclear {
                true => self.bind(name, value),
                false => value,
            });
        }
        quote!(#(#arguments),*)
    }

    pub(super) fn settings(&mut self, settings: &[ExampleSetting]) -> TokenStream {
        let mut calls = TokenStream::new();
        for ExampleSetting { setter, field, value } in settings {
            let value = self.part(field, value);
            calls.extend(quote!(.#setter(#value)));
        }
        calls
    }

    /// The value of a field; a large one is bound to a variable with the name of the field.
    fn part(&mut self, field: &Ident, value: &ExampleValue) -> TokenStream {
        let argument = self.argument(value);
        match is_large(value) {
            true => self.bind(field, argument),
            false => argument,
        }
    }

    /// Binds a value to a variable, unless the name is taken.
    fn bind(&mut self, name: &Ident, value: TokenStream) -> TokenStream {
        let is_taken =
            ["client", "error", "fake", "output", "results"].iter().any(|taken| name == taken)
                || self.bound.iter().any(|(taken, _)| taken == name);
        if is_taken {
            return value;
        }
        self.bound.push((name.clone(), value));
        quote!(#name)
    }

    /// A value as the argument of a setter or a constructor.
    pub(super) fn argument(&mut self, value: &ExampleValue) -> TokenStream {
        match value {
            ExampleValue::String(string) | ExampleValue::Secret(string) => string_literal(string),
            ExampleValue::Blob(string) | ExampleValue::Stream(string) => byte_literal(string),
            ExampleValue::List(_, elements) if !elements.is_empty() => {
                let elements = elements.iter().map(|element| self.plain(element));
                let elements: Vec<_> = elements.collect();
                quote!([#(#elements),*])
            }
            ExampleValue::Map(_, entries) if !entries.is_empty() => {
                let entries = entries.iter().map(|(key, value)| {
                    let value = self.plain(value);
                    quote!((#key, #value))
                });
                let entries: Vec<_> = entries.collect();
                quote!([#(#entries),*])
            }
            value => match converted(value) {
                Some(value) => self.plain(value),
                None => self.exact(value),
            },
        }
    }

    /// An element of a list or map that is the argument of a setter, which converts strings.
    fn plain(&mut self, value: &ExampleValue) -> TokenStream {
        match value {
            ExampleValue::String(string) => string_literal(string),
            value => self.exact(value),
        }
    }

    /// A value of the type of the field.
    fn exact(&mut self, value: &ExampleValue) -> TokenStream {
        let krate = self.krate;
        match value {
            ExampleValue::String(string) => {
                let string = string_literal(string);
                quote!(#string.to_owned())
            }
            ExampleValue::Secret(string) => {
                let string = string_literal(string);
                quote!(#krate::Secret::from(#string))
            }
            ExampleValue::Blob(string) => {
                let bytes = byte_literal(string);
                quote!(#krate::runtime::Blob::from(#bytes))
            }
            ExampleValue::Stream(string) => {
                let bytes = byte_literal(string);
                quote!(#krate::runtime::ByteStream::from(#bytes))
            }
            ExampleValue::Json(value) => self.json(value),
            ExampleValue::Bool(truth) => quote!(#truth),
            ExampleValue::Integer(number) => {
                let number = whole(*number);
                quote!(#number)
            }
            ExampleValue::Float(number) => {
                let number = Literal::f64_unsuffixed(*number);
                quote!(#number)
            }
            ExampleValue::Timestamp(string) => quote!(#string.parse()?),
            ExampleValue::Variant(name, variant) => quote!(types::#name::#variant),
            ExampleValue::Unknown(name, string) => quote!(types::#name::from(#string)),
            ExampleValue::Structure(name, required, settings) => {
                let settings = self.settings(settings);
                let Some(required) = required else {
                    return quote!(types::#name::default() #settings);
                };
                let required = required.iter().map(|(field, value)| self.part(field, value));
                quote!(types::#name::new(#(#required),*) #settings)
            }
            ExampleValue::Member { union: name, variant, boxed, value: inner, .. } => {
                if let Some(inner) = converted(value) {
                    let inner = self.plain(inner);
                    return quote!(types::#name::from(#inner));
                }
                let value = self.exact(inner);
                match boxed {
                    true => quote!(types::#name::#variant(Box::new(#value))),
                    false => quote!(types::#name::#variant(#value)),
                }
            }
            ExampleValue::Some(value) => {
                let value = self.exact(value);
                quote!(Some(#value))
            }
            ExampleValue::Null => quote!(None),
            ExampleValue::List(ty, elements) if elements.is_empty() => {
                let ty = self.ty(ty);
                quote!(Vec::<#ty>::new())
            }
            ExampleValue::List(_, elements) => {
                let elements = elements.iter().map(|element| self.exact(element));
                let elements: Vec<_> = elements.collect();
                quote!(vec![#(#elements),*])
            }
            ExampleValue::Map(ty, entries) if entries.is_empty() => {
                let ty = self.ty(ty);
                quote!(std::collections::BTreeMap::<String, #ty>::new())
            }
            ExampleValue::Map(_, entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    let value = self.exact(value);
                    quote!((#key.to_owned(), #value))
                });
                let entries: Vec<_> = entries.collect();
                quote!(std::collections::BTreeMap::from([#(#entries),*]))
            }
        }
    }

    fn json(&self, value: &serde_json::Value) -> TokenStream {
        use serde_json::Value;
        let krate = self.krate;
        let json = quote!(#krate::runtime::Json);
        match value {
            Value::Null => quote!(#json::Null),
            Value::Bool(truth) => quote!(#json::from(#truth)),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(number), _) => {
                    let number = Literal::i64_unsuffixed(number);
                    quote!(#json::from(#number))
                }
                (None, number) => {
                    let number = Literal::f64_unsuffixed(number.unwrap_or_default());
                    quote!(#json::from(#number))
                }
            },
            Value::String(string) => quote!(#json::from(#string)),
            Value::Array(values) => {
                let values = values.iter().map(|value| self.json(value));
                quote!(#json::Array(vec![#(#values),*]))
            }
            Value::Object(values) => {
                let entries = values.iter().map(|(key, value)| {
                    let value = self.json(value);
                    quote!((#key.to_owned(), #value))
                });
                quote!(#json::Object([#(#entries),*].into_iter().collect()))
            }
        }
    }

    /// A type as a user of the crate writes it.
    fn ty(&self, ty: &RustType) -> TokenStream {
        let krate = self.krate;
        match ty {
            RustType::Secret => quote!(#krate::Secret),
            RustType::Blob => quote!(#krate::runtime::Blob),
            RustType::Stream => quote!(#krate::runtime::ByteStream),
            RustType::Json | RustType::JsonString => quote!(#krate::runtime::Json),
            RustType::Vec(element) => {
                let element = self.ty(element);
                quote!(Vec<#element>)
            }
            RustType::Option(value) => {
                let value = self.ty(value);
                quote!(Option<#value>)
            }
            RustType::Map(value) => {
                let value = self.ty(value);
                quote!(std::collections::BTreeMap<String, #value>)
            }
            ty => types::ty(ty),
        }
    }
}

/// The maximum length of a string in the call itself.
const LONG: usize = 24;

/// Whether a value contains structures with members.
fn is_large(value: &ExampleValue) -> bool {
    match value {
        ExampleValue::Structure(_, required, settings) => {
            required.iter().any(|required| !required.is_empty()) || !settings.is_empty()
        }
        ExampleValue::Member { value, .. } | ExampleValue::Some(value) => is_large(value),
        ExampleValue::List(_, elements) => elements.iter().any(is_large),
        ExampleValue::Map(_, entries) => entries.iter().any(|(_, value)| is_large(value)),
        _ => false,
    }
}

/// An integer literal, with separators if it has five digits or more.
fn whole(number: i64) -> Literal {
    let digits = number.unsigned_abs().to_string();
    if digits.len() < 5 {
        return Literal::i64_unsuffixed(number);
    }
    let mut string = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            string.push('_');
        }
        string.push(digit);
    }
    let sign = if number < 0 { "-" } else { "" };
    let literal = format!("{sign}{string}").parse();
    literal.unwrap_or_else(|_| Literal::i64_unsuffixed(number))
}

/// A string literal; one with several lines is a `concat!` of its lines.
fn string_literal(string: &str) -> TokenStream {
    let lines: Vec<&str> = string.split_inclusive('\n').collect();
    match lines.as_slice() {
        [_, _, ..] => quote!(concat!(#(#lines),*)),
        _ => quote!(#string),
    }
}

/// Bytes. A string of one line would look like the path of a file.
fn byte_literal(string: &str) -> TokenStream {
    match string.contains('\n') {
        true => string_literal(string),
        false => Literal::byte_string(string.as_bytes()).into_token_stream(),
    }
}

/// The value that is converted into a union; none if the union is not made by a conversion, or if the type of the value
/// would not be known.
fn converted(value: &ExampleValue) -> Option<&ExampleValue> {
    match value {
        ExampleValue::Member { converts: true, value, .. } => Some(&**value).filter(is_typed),
        _ => None,
    }
}

/// Whether the type of a value is clear without that of the field.
fn is_typed(value: &&ExampleValue) -> bool {
    match value {
        ExampleValue::Timestamp(_) | ExampleValue::Null => false,
        ExampleValue::Some(value) => is_typed(&&**value),
        ExampleValue::List(_, elements) => elements.iter().all(|element| is_typed(&element)),
        ExampleValue::Map(_, entries) => entries.iter().all(|(_, value)| is_typed(&value)),
        _ => true,
    }
}

/// Whether the value of an argument names a type of the crate.
pub(super) fn names_a_type(value: &ExampleValue) -> bool {
    names(converted(value).unwrap_or(value))
}

fn names(value: &ExampleValue) -> bool {
    match value {
        ExampleValue::Variant(..)
        | ExampleValue::Unknown(..)
        | ExampleValue::Structure(..)
        | ExampleValue::Member { .. } => true,
        ExampleValue::Some(value) => names(value),
        ExampleValue::List(ty, elements) => {
            elements.is_empty() && types::has_named(ty) || elements.iter().any(names)
        }
        ExampleValue::Map(ty, entries) => {
            entries.is_empty() && types::has_named(ty)
                || entries.iter().any(|(_, value)| names(value))
        }
        _ => false,
    }
}

/// Whether a value contains a call of `parse`.
pub(super) fn is_parsed(value: &ExampleValue) -> bool {
    match value {
        ExampleValue::Timestamp(_) => true,
        ExampleValue::Structure(_, required, settings) => {
            required.iter().flatten().any(|(_, value)| is_parsed(value))
                || settings.iter().any(|setting| is_parsed(&setting.value))
        }
        ExampleValue::Member { value, .. } | ExampleValue::Some(value) => is_parsed(value),
        ExampleValue::List(_, elements) => elements.iter().any(is_parsed),
        ExampleValue::Map(_, entries) => entries.iter().any(|(_, value)| is_parsed(value)),
        _ => false,
    }
}
