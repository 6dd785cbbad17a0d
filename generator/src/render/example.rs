//! An example of a call, as lines of documentation.
//!
//! It is a test of the crate's documentation: compiled, and not run, since it would call AWS. What only
//! makes it compile is hidden from readers.

mod answer;
mod values;

use self::values::{is_parsed, names_a_type};
use super::format::{FormatError, statements};
use crate::rust::{
    Answer, ExampleCall, ExampleSetting, ExampleValue, OperationModule, WaiterModule,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The lines of the example of an operation; none if it has none. `krate` is what the crate is called.
pub(super) fn lines(
    krate: &Ident,
    operation: &OperationModule,
) -> Result<Vec<String>, FormatError> {
    let Some(example) = &operation.example else {
        return Ok(Vec::new());
    };
    let code = Writer::new(krate).statements(&operation.method, example);
    let values: Vec<_> = example_values(example).collect();
    test(krate, &values, reads(&example.answer), code)
}

/// The lines of the example of a waiter; none if the operation that it asks has none.
pub(super) fn waiter_lines(
    krate: &Ident,
    waiter: &WaiterModule,
) -> Result<Vec<String>, FormatError> {
    let Some(arguments) = &waiter.example else {
        return Ok(Vec::new());
    };
    let code = Writer::new(krate).wait(&waiter.method, arguments);
    let values: Vec<_> = arguments.iter().map(|(_, value)| value).collect();
    test(krate, &values, false, code)
}

/// Code with what makes a test of it. `reads` says whether it reads a stream.
fn test(
    krate: &Ident,
    values: &[&ExampleValue],
    reads: bool,
    code: TokenStream,
) -> Result<Vec<String>, FormatError> {
    let has = |wanted: fn(&ExampleValue) -> bool| values.iter().any(|value| wanted(value));
    let imports = match has(names_a_type) {
        true => vec![format!("use {krate}::types;"), String::new()],
        false => Vec::new(),
    };
    // Times are parsed and streams are read, which fail in ways of their own.
    let fails = match has(is_parsed) || reads {
        true => "Box<dyn std::error::Error>".to_owned(),
        false => format!("{krate}::Error"),
    };
    let head = [
        "".to_owned(),
        "# Example".to_owned(),
        "".to_owned(),
        "```no_run".to_owned(),
        format!("# async fn example(client: &{krate}::Client) -> Result<(), {fails}> {{"),
    ];
    let tail = ["# Ok(()) }", "```"].map(str::to_owned);
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

impl<'a> Writer<'a> {
    fn new(krate: &'a Ident) -> Self {
        let bound = Vec::new();
        Self { krate, bound }
    }

    fn statements(mut self, method: &Ident, example: &ExampleCall) -> TokenStream {
        let arguments = self.arguments(&example.arguments);
        let settings = self.settings(&example.settings);
        let call = quote!(client.#method(#arguments) #settings);
        let answer = answer::answer(&call, &example.answer);
        self.after_bound(answer)
    }

    fn wait(mut self, method: &Ident, arguments: &[(Ident, ExampleValue)]) -> TokenStream {
        let arguments = self.arguments(arguments);
        self.after_bound(quote! {
            let waited = client.#method(#arguments).wait().await?;
            println!("{:?} after {:?}", waited.output, waited.elapsed);
        })
    }

    /// Statements after those that give values their names.
    fn after_bound(&self, statements: TokenStream) -> TokenStream {
        let bound = self.bound.iter();
        let bound = bound.map(|(name, value)| quote!(let #name = #value;));
        quote!(#(#bound)* #statements)
    }

    fn arguments(&mut self, given: &[(Ident, ExampleValue)]) -> TokenStream {
        let several = given.len() > 1;
        let mut arguments = Vec::new();
        for (name, value) in given {
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
        quote!(#(#arguments),*)
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

/// The values that the call is made with.
fn example_values(example: &ExampleCall) -> impl Iterator<Item = &ExampleValue> {
    let arguments = example.arguments.iter().map(|(_, value)| value);
    arguments.chain(example.settings.iter().map(|setting| &setting.value))
}

fn reads(answer: &Answer) -> bool {
    matches!(answer, Answer::Bytes(..))
}
