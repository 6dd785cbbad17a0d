//! An example of a call, as lines of documentation.
//!
//! It is a test of the crate's documentation: compiled, and not run, since it would call AWS. What only
//! makes it compile is hidden from readers.

use super::format::{FormatError, statements};
use crate::rust::{
    Answer, ExampleCall, ExampleSetting, ExampleValue, OperationModule, RustType, Shown,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The lines of the example of an operation; none if it has none. `krate` is what the crate is called.
pub(super) fn lines(
    krate: &Ident,
    operation: &OperationModule,
) -> Result<Vec<String>, FormatError> {
    let Some(example) = &operation.example else {
        return Ok(Vec::new());
    };
    let writer = Writer {
        krate,
        bound: Vec::new(),
    };
    let code = writer.statements(&operation.method, example);
    let imports = match example_values(example).any(names_a_type) {
        true => vec![format!("use {krate}::types;"), String::new()],
        false => Vec::new(),
    };
    // Times are parsed and streams are read, which fail in ways of their own.
    let fails = match example_values(example).any(is_parsed) || reads(&example.answer) {
        true => "Box<dyn std::error::Error>",
        false => "Error",
    };
    let head = [
        "".to_owned(),
        "# Example".to_owned(),
        "".to_owned(),
        "```no_run".to_owned(),
        match fails {
            "Error" => format!("# use {krate}::{{Client, Error}};"),
            _ => format!("# use {krate}::Client;"),
        },
        format!("# async fn example(client: &Client) -> Result<(), {fails}> {{"),
    ];
    let tail = ["# Ok(())", "# }", "```"].map(str::to_owned);
    Ok(head
        .into_iter()
        .chain(imports)
        .chain(statements(code)?)
        .chain(tail)
        .collect())
}

/// Writes values and statements that name the crate.
struct Writer<'a> {
    krate: &'a Ident,
    /// The values that have a name before the call.
    bound: Vec<(Ident, TokenStream)>,
}

impl Writer<'_> {
    fn statements(mut self, method: &Ident, example: &ExampleCall) -> TokenStream {
        let call = self.call(method, example);
        let bound = self.bound.iter();
        let bound = bound.map(|(name, value)| quote!(let #name = #value;));
        let answer = answer(&call, &example.answer);
        quote!(#(#bound)* #answer)
    }

    fn call(&mut self, method: &Ident, example: &ExampleCall) -> TokenStream {
        let several = example.arguments.len() > 1;
        let mut arguments = Vec::new();
        for (name, value) in &example.arguments {
            let is_unclear = match value {
                ExampleValue::Text(text) => several || text.len() > LONG,
                value => is_large(value),
            };
            let value = self.given(value);
            arguments.push(match is_unclear {
                true => self.bind(name, value),
                false => value,
            });
        }
        let settings = self.settings(&example.settings);
        quote!(client.#method(#(#arguments),*) #settings)
    }

    fn settings(&mut self, settings: &[ExampleSetting]) -> TokenStream {
        let mut calls = TokenStream::new();
        for ExampleSetting {
            setter,
            field,
            value,
        } in settings
        {
            let value = self.part(field, value);
            calls.extend(quote!(.#setter(#value)));
        }
        calls
    }

    /// A value that a field gets; what has fields itself comes before, under the field's name.
    fn part(&mut self, field: &Ident, value: &ExampleValue) -> TokenStream {
        let given = self.given(value);
        match is_large(value) {
            true => self.bind(field, given),
            false => given,
        }
    }

    /// Gives a value a name, unless something has it already.
    fn bind(&mut self, name: &Ident, value: TokenStream) -> TokenStream {
        let is_taken = ["client", "output"].iter().any(|taken| name == taken)
            || self.bound.iter().any(|(taken, _)| taken == name);
        if is_taken {
            return value;
        }
        self.bound.push((name.clone(), value));
        quote!(#name)
    }

    /// A value as a setter or a constructor takes it.
    fn given(&mut self, value: &ExampleValue) -> TokenStream {
        match value {
            ExampleValue::Text(text)
            | ExampleValue::Secret(text)
            | ExampleValue::Blob(text)
            | ExampleValue::Stream(text) => self::text(text),
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
            value => self.exact(value),
        }
    }

    /// A value in a list or map that a setter takes, which makes texts of what can be texts.
    fn plain(&mut self, value: &ExampleValue) -> TokenStream {
        match value {
            ExampleValue::Text(text) => self::text(text),
            value => self.exact(value),
        }
    }

    /// A value of exactly the type that it has in a model.
    fn exact(&mut self, value: &ExampleValue) -> TokenStream {
        let krate = self.krate;
        match value {
            ExampleValue::Text(text) => {
                let text = self::text(text);
                quote!(#text.to_owned())
            }
            ExampleValue::Secret(text) => {
                let text = self::text(text);
                quote!(#krate::Secret::from(#text))
            }
            ExampleValue::Blob(text) => {
                let text = self::text(text);
                quote!(#krate::runtime::Blob::from(#text))
            }
            ExampleValue::Stream(text) => {
                let text = self::text(text);
                quote!(#krate::runtime::ByteStream::from(#text))
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
            ExampleValue::Timestamp(text) => quote!(#text.parse()?),
            ExampleValue::Variant(name, variant) => quote!(types::#name::#variant),
            ExampleValue::Unknown(name, text) => quote!(types::#name::from(#text)),
            ExampleValue::Structure(name, required, settings) => {
                let required: Vec<_> = required
                    .iter()
                    .map(|(field, value)| self.part(field, value))
                    .collect();
                let settings = self.settings(settings);
                match required.is_empty() {
                    true => quote!(types::#name::default() #settings),
                    false => quote!(types::#name::new(#(#required),*) #settings),
                }
            }
            ExampleValue::Member(name, variant, boxed, value) => {
                let value = self.exact(value);
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
            Value::String(text) => quote!(#json::from(#text)),
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
            RustType::Json | RustType::JsonText => quote!(#krate::runtime::Json),
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
            ty => super::types::ty(ty),
        }
    }
}

/// The call, and what is done with its answer.
fn answer(call: &TokenStream, answer: &Answer) -> TokenStream {
    match answer {
        Answer::Success => quote!(#call.send().await?;),
        Answer::Whole => quote! {
            let output = #call.send().await?;
            println!("{output:?}");
        },
        Answer::Items(list, item, part) => {
            let show = show(item, part);
            quote! {
                let mut #list = #call.items();
                while let Some(#item) = #list.next().await {
                    let #item = #item?;
                    #show
                }
            }
        }
        Answer::Pages => quote! {
            let mut pages = #call.pages();
            while let Some(page) = pages.next().await {
                let page = page?;
                println!("{page:?}");
            }
        },
        Answer::Field(field, part) => {
            let show = show_place(&quote!(output.#field), part);
            quote! {
                let output = #call.send().await?;
                #show
            }
        }
        Answer::Maybe(field, part) => {
            let show = show(field, part);
            quote! {
                let output = #call.send().await?;
                if let Some(#field) = output.#field {
                    #show
                }
            }
        }
        Answer::Each(field, item, part) => {
            let show = show(item, part);
            quote! {
                let output = #call.send().await?;
                for #item in output.#field {
                    #show
                }
            }
        }
        Answer::Entries(field, display) => {
            let form = match display {
                true => "{key}: {value}",
                false => "{key}: {value:?}",
            };
            quote! {
                let output = #call.send().await?;
                for (key, value) in output.#field {
                    println!(#form);
                }
            }
        }
        Answer::Bytes(field) => quote! {
            let output = #call.send().await?;
            let bytes = output.#field.collect().await?;
            println!("{} bytes", bytes.len());
        },
    }
}

/// A whole number, with its thousands apart if it is long.
fn whole(number: i64) -> Literal {
    let digits = number.unsigned_abs().to_string();
    if digits.len() < 5 {
        return Literal::i64_unsuffixed(number);
    }
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    let sign = if number < 0 { "-" } else { "" };
    let literal = format!("{sign}{text}").parse();
    literal.unwrap_or_else(|_| Literal::i64_unsuffixed(number))
}

/// A text this long hides the call around it.
const LONG: usize = 24;

/// Whether a value has parts with names of their own.
fn is_large(value: &ExampleValue) -> bool {
    match value {
        ExampleValue::Structure(_, required, settings) => {
            !required.is_empty() || !settings.is_empty()
        }
        ExampleValue::Member(_, _, _, value) | ExampleValue::Some(value) => is_large(value),
        ExampleValue::List(_, elements) => elements.iter().any(is_large),
        ExampleValue::Map(_, entries) => entries.iter().any(|(_, value)| is_large(value)),
        _ => false,
    }
}

/// A text; one of several lines on as many, so that it can be read.
fn text(text: &str) -> TokenStream {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    match lines.as_slice() {
        [_, _, ..] => quote!(concat!(#(#lines),*)),
        _ => quote!(#text),
    }
}

/// Prints a part of a variable.
fn show(name: &Ident, part: &Shown) -> TokenStream {
    let text = name.to_string();
    // A raw name cannot stand in a format.
    if part.field.is_some() || text.starts_with("r#") {
        return show_place(&quote!(#name), part);
    }
    let form = match part.display {
        true => format!("{{{text}}}"),
        false => format!("{{{text}:?}}"),
    };
    quote!(println!(#form);)
}

/// Prints a part of what stands at a place.
fn show_place(place: &TokenStream, part: &Shown) -> TokenStream {
    let form = match part.display {
        true => "{}",
        false => "{:?}",
    };
    match &part.field {
        Some(field) => quote!(println!(#form, #place.#field);),
        None => quote!(println!(#form, #place);),
    }
}

/// The values that the call is made with.
fn example_values(example: &ExampleCall) -> impl Iterator<Item = &ExampleValue> {
    let arguments = example.arguments.iter().map(|(_, value)| value);
    arguments.chain(example.settings.iter().map(|setting| &setting.value))
}

fn reads(answer: &Answer) -> bool {
    matches!(answer, Answer::Bytes(_))
}

/// Whether a type of the crate is named in a value.
fn names_a_type(value: &ExampleValue) -> bool {
    fn is_named(ty: &RustType) -> bool {
        super::types::has_named(ty)
    }
    match value {
        ExampleValue::Variant(..)
        | ExampleValue::Unknown(..)
        | ExampleValue::Structure(..)
        | ExampleValue::Member(..) => true,
        ExampleValue::Some(value) => names_a_type(value),
        ExampleValue::List(ty, elements) => {
            elements.is_empty() && is_named(ty) || elements.iter().any(names_a_type)
        }
        ExampleValue::Map(ty, entries) => {
            entries.is_empty() && is_named(ty)
                || entries.iter().any(|(_, value)| names_a_type(value))
        }
        _ => false,
    }
}

/// Whether a part of a value is parsed where it stands.
fn is_parsed(value: &ExampleValue) -> bool {
    match value {
        ExampleValue::Timestamp(_) => true,
        ExampleValue::Structure(_, required, settings) => {
            required.iter().any(|(_, value)| is_parsed(value))
                || settings.iter().any(|setting| is_parsed(&setting.value))
        }
        ExampleValue::Member(_, _, _, value) | ExampleValue::Some(value) => is_parsed(value),
        ExampleValue::List(_, elements) => elements.iter().any(is_parsed),
        ExampleValue::Map(_, entries) => entries.iter().any(|(_, value)| is_parsed(value)),
        _ => false,
    }
}
