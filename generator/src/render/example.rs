//! Examples in documentation: a call for each operation and waiter, and the first call of the crate.
//!
//! They are doc tests that are compiled and not run. Lines that only make them compile are hidden.

use super::example_values::{Writer, is_parsed, names_a_type};
use super::format::{FormatError, statements};
use super::fragment::{Code, Fragment};
use crate::rust::{
    ExampleCall, ExampleOutput, ExampleValue, Field, OperationModule, Presence, RustCrate,
    RustType, Shown, WaiterModule,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde::Serialize;

/// The lines of the example of an operation; none if it has none. `krate` is what the crate is called.
pub(super) fn operation_lines(
    krate: &Ident,
    operation: &OperationModule,
) -> Result<Vec<String>, FormatError> {
    let Some(example) = &operation.example else {
        return Ok(Vec::new());
    };
    let code = Writer::new(krate).statements(&operation.method, example);
    let values: Vec<_> = example.values().collect();
    test(krate, &values, reads(&example.output), code)
}

/// The lines of the example of a waiter; none if its operation has no example.
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

/// Wraps code into a doc test. `reads` is whether it reads a stream.
fn test(
    krate: &Ident,
    values: &[&ExampleValue],
    reads: bool,
    code: TokenStream,
) -> Result<Vec<String>, FormatError> {
    let has = |matches: fn(&ExampleValue) -> bool| values.iter().any(|value| matches(value));
    let imports = match has(names_a_type) {
        true => vec![format!("use {krate}::types;"), String::new()],
        false => Vec::new(),
    };
    // Parsing a timestamp and reading a stream have other errors.
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
    Ok(head.into_iter().chain(imports).chain(statements(code)?).chain(tail).collect())
}

impl Writer<'_> {
    fn statements(mut self, method: &Ident, example: &ExampleCall) -> TokenStream {
        let arguments = self.arguments(&example.arguments);
        let settings = self.settings(&example.settings);
        let call = quote!(client.#method(#arguments) #settings);
        let shown = show_output(&call, &example.output);
        self.after_bound(shown)
    }

    fn wait(mut self, method: &Ident, arguments: &[(Ident, ExampleValue)]) -> TokenStream {
        let arguments = self.arguments(arguments);
        self.after_bound(quote! {
            let waited = client.#method(#arguments).wait().await?;
            println!("{:?} after {:?}", waited.output, waited.elapsed);
        })
    }
}

fn reads(output: &ExampleOutput) -> bool {
    matches!(output, ExampleOutput::Bytes(..))
}

/// The call, and statements that show its output.
fn show_output(call: &TokenStream, output: &ExampleOutput) -> TokenStream {
    match output {
        ExampleOutput::Success => quote!(#call.send().await?;),
        ExampleOutput::Whole => quote! {
            let output = #call.send().await?;
            println!("{output:?}");
        },
        ExampleOutput::Items(list, item, part) => {
            let show = show(item, part);
            quote! {
                let mut #list = #call.items();
                while let Some(#item) = #list.next().await {
                    let #item = #item?;
                    #show
                }
            }
        }
        ExampleOutput::Pages => quote! {
            let mut pages = #call.pages();
            while let Some(page) = pages.next().await {
                let page = page?;
                println!("{page:?}");
            }
        },
        ExampleOutput::Field(field, part) => {
            let show = show_place(&quote!(output.#field), part);
            quote! {
                let output = #call.send().await?;
                #show
            }
        }
        ExampleOutput::Maybe(field, part) => {
            let show = show(field, part);
            quote! {
                let output = #call.send().await?;
                if let Some(#field) = output.#field {
                    #show
                }
            }
        }
        ExampleOutput::Each(field, item, part) => {
            let show = show(item, part);
            quote! {
                let output = #call.send().await?;
                for #item in output.#field {
                    #show
                }
            }
        }
        ExampleOutput::Entries(field, display) => {
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
        ExampleOutput::Bytes(field, true) => quote! {
            let output = #call.send().await?;
            if let Some(stream) = output.#field {
                let bytes = stream.collect().await?;
                println!("{} bytes", bytes.len());
            }
        },
        ExampleOutput::Bytes(field, false) => quote! {
            let output = #call.send().await?;
            let bytes = output.#field.collect().await?;
            println!("{} bytes", bytes.len());
        },
    }
}

/// The statement that prints a part of a variable.
fn show(name: &Ident, part: &Shown) -> TokenStream {
    let text = name.to_string();
    // A raw identifier cannot be captured in a format string.
    if part.field.is_some() || text.starts_with("r#") {
        return show_place(&quote!(#name), part);
    }
    let form = match part.display {
        true => format!("{{{text}}}"),
        false => format!("{{{text}:?}}"),
    };
    quote!(println!(#form);)
}

/// The statement that prints a part of a place expression.
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

/// The data of the template of the program.
#[derive(Serialize)]
pub(crate) struct FirstCall {
    module: Fragment,
    body: Code,
}

impl FirstCall {
    /// The program for a crate.
    pub(crate) fn new(krate: &RustCrate) -> Self {
        Self {
            module: Fragment::from(&krate.name),
            body: Code::of_function(first_call_body(krate)),
        }
    }
}

/// The lines of the example on the crate's page.
pub(super) fn first_call_lines(krate: &RustCrate) -> Result<Vec<String>, FormatError> {
    let body = first_call_body(krate);
    let code = statements(quote!(let client = Client::from_env()?; #body))?;
    let head = [
        "".to_owned(),
        "```no_run".to_owned(),
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        format!("use {}::Client;", krate.name),
        "".to_owned(),
    ];
    let tail = ["# Ok(())", "# }", "```"].map(str::to_owned);
    Ok(head.into_iter().chain(code).chain(tail).collect())
}

fn first_call_body(krate: &RustCrate) -> TokenStream {
    let operations = krate.operations.iter();
    let possible = operations.filter_map(|operation| {
        let arguments: Vec<_> = operation.arguments().map(placeholder).collect::<Option<_>>()?;
        Some((first_call_rank(operation)?, operation, arguments))
    });
    match possible.min_by_key(|(rank, ..)| *rank) {
        Some((_, operation, arguments)) => plain_call(operation, &arguments),
        None => quote!(println!("{client:?}");),
    }
}

/// The rank of an operation as the first call; the lowest is chosen. `None` if it may change something.
fn first_call_rank(operation: &OperationModule) -> Option<(usize, bool, bool)> {
    let arguments = operation.arguments().count();
    (operation.reads() && !operation.deprecated).then_some((
        arguments,
        operation.pagination.as_ref().is_none_or(|plan| plan.items.is_none()),
        !operation.name.to_string().starts_with("List"),
    ))
}

fn plain_call(operation: &OperationModule, arguments: &[TokenStream]) -> TokenStream {
    let method = &operation.method;
    let call = quote!(client.#method(#(#arguments),*));
    match &operation.pagination {
        Some(plan) if plan.items.is_some() => quote! {
            let mut items = #call.items();
            while let Some(item) = items.next().await {
                let item = item?;
                println!("{item:?}");
            }
        },
        _ => quote! {
            let output = #call.send().await?;
            println!("{output:?}");
        },
    }
}

/// A placeholder for a scalar argument.
fn placeholder(field: &Field) -> Option<TokenStream> {
    if field.boxed || field.presence != Presence::Required {
        return None;
    }
    let placeholder =
        format!("your-{}", field.name.to_string().trim_start_matches("r#").replace('_', "-"));
    Some(match &field.ty {
        RustType::String | RustType::Secret => quote!(#placeholder),
        RustType::Bool => quote!(true),
        RustType::I64 => quote!(1),
        RustType::Vec(element) if **element == RustType::String => quote!([#placeholder]),
        _ => return None,
    })
}
