//! Examples in documentation: a call for each operation and waiter, and the first call of the crate.
//!
//! They are doc tests that are compiled and not run. Lines that only make them compile are hidden.

use super::example_values::{Writer, is_parsed, names_a_type};
use super::format::{FormatError, statements};
use super::fragment::{Code, Fragment};
use super::security;
use crate::rust::{
    EventPlan, ExampleCall, ExampleOutput, ExampleValue, Field, OperationModule, Presence,
    RustCrate, RustType, Shown, TypeModule, WaiterModule,
};
use crate::service::EventFormat;
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
    let Some(plan) = &operation.events else {
        let code = Writer::new(krate).statements(&operation.method, example);
        let values: Vec<_> = example.values().collect();
        return test(krate, &values, reads(&example.output), code);
    };
    let events = events_lines(krate, operation)?;
    // The bytes of a stream may have no end.
    if reads(&example.output) {
        return Ok(events);
    }
    let example = switched(example, plan, false);
    let code = Writer::new(krate).statements(&operation.method, &example);
    let values: Vec<_> = example.values().collect();
    let whole = test(krate, &values, false, code)?;
    let events = events.into_iter().skip_while(|line| !line.starts_with("```"));
    let between = ["", "As a stream:", ""].map(str::to_owned);
    Ok(whole.into_iter().chain(between).chain(events).collect())
}

/// The lines of the example of the stream of an operation; none if it has no stream or no example.
pub(super) fn events_lines(
    krate: &Ident,
    operation: &OperationModule,
) -> Result<Vec<String>, FormatError> {
    let (Some(example), Some(plan)) = (&operation.example, &operation.events) else {
        return Ok(Vec::new());
    };
    let example = switched(example, plan, true);
    let mut writer = Writer::new(krate);
    let arguments = writer.arguments(&example.arguments);
    let settings = writer.settings(&example.settings);
    let method = &operation.method;
    let shown = show_events(&quote!(client.#method(#arguments) #settings), plan);
    let values: Vec<_> = example.values().collect();
    test(krate, &values, false, writer.after_bound(shown))
}

/// The example without the setting that requests a stream; an argument that does so is `is_stream`.
fn switched(example: &ExampleCall, plan: &EventPlan, is_stream: bool) -> ExampleCall {
    let mut example = example.clone();
    if let Some(switch) = &plan.switch {
        example.settings.retain(|setting| setting.field != switch.name);
        for (name, value) in &mut example.arguments {
            if let (true, ExampleValue::Bool(value)) = (*name == switch.name, value) {
                *value = is_stream;
            }
        }
    }
    example
}

/// Statements that print the events of a call.
fn show_events(call: &TokenStream, plan: &EventPlan) -> TokenStream {
    let events = &plan.method;
    match plan.format {
        EventFormat::ServerSent => quote! {
            let mut events = #call.#events();
            while let Some(event) = events.next().await {
                let event = event?;
                println!("{:?}", event.data);
            }
        },
        EventFormat::Lines | EventFormat::Sequence => quote! {
            let mut values = #call.#events();
            while let Some(value) = values.next().await {
                let value = value?;
                println!("{value:?}");
            }
        },
    }
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

/// The lines of the example of a structure; none if it has none.
pub(super) fn structure_lines(
    krate: &Ident,
    module: &TypeModule,
) -> Result<Vec<String>, FormatError> {
    let Some(value) = &module.example else {
        return Ok(Vec::new());
    };
    let mut writer = Writer::new(krate);
    let (name, built) = (&module.module, writer.argument(value));
    let code = statements(writer.after_bound(quote!(let #name = #built;)))?;
    let head =
        ["", "# Example", "", "```rust", &format!("use {krate}::types;"), ""].map(str::to_owned);
    // The error of parsing a timestamp.
    let tail = match is_parsed(value) {
        true => vec!["# Ok::<(), Box<dyn std::error::Error>>(())".to_owned(), "```".to_owned()],
        false => vec!["```".to_owned()],
    };
    Ok(head.into_iter().chain(code).chain(tail).collect())
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
    /// The environment variables that it needs, in words.
    #[serde(skip)]
    pub(crate) variables: String,
}

impl FirstCall {
    /// The program for a crate.
    pub(crate) fn new(krate: &RustCrate) -> Self {
        let call = first_call(krate);
        let operation = call.as_ref().map(|(operation, _)| *operation);
        Self {
            module: Fragment::from(&krate.name),
            body: Code::of_function(first_call_body(call.as_ref())),
            variables: operation.map_or_else(String::new, |operation| variables(krate, operation)),
        }
    }
}

/// The lines of the example on the crate's page.
pub(super) fn first_call_lines(krate: &RustCrate) -> Result<Vec<String>, FormatError> {
    let body = first_call_body(first_call(krate).as_ref());
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

fn first_call_body(call: Option<&(&OperationModule, Vec<TokenStream>)>) -> TokenStream {
    match call {
        Some((operation, arguments)) => plain_call(operation, arguments),
        None => quote!(println!("{client:?}");),
    }
}

/// The operation of the first call, and its arguments.
fn first_call(krate: &RustCrate) -> Option<(&OperationModule, Vec<TokenStream>)> {
    let possible = krate.default_operations().filter_map(|operation| {
        let arguments: Vec<_> = operation.arguments().map(placeholder).collect::<Option<_>>()?;
        Some((first_call_rank(operation)?, operation, arguments))
    });
    let (_, operation, arguments) = possible.min_by_key(|(rank, ..)| *rank)?;
    Some((operation, arguments))
}

/// The environment variables that the first call needs, in words.
pub(super) fn first_call_variables(krate: &RustCrate) -> String {
    first_call(krate).map_or_else(String::new, |(operation, _)| variables(krate, operation))
}

/// The environment variables that an operation needs, of a service that is not one of AWS: "`A`, or `B` and `C`".
fn variables(krate: &RustCrate, operation: &OperationModule) -> String {
    if krate.service.aws.is_some() {
        return String::new();
    }
    let request = &operation.request;
    let has_server = request.server.is_some() || krate.service.base_url.is_some();
    let base_url = (!has_server).then(|| format!("{}_BASE_URL", krate.service.variable_prefix()));
    let alternatives = security::taken(&krate.service, operation);
    let is_optional = alternatives.iter().any(|all| all.is_empty());
    let mut credentials = Vec::new();
    for all in alternatives.iter().filter(|_| !is_optional) {
        let names = all.iter().flat_map(|at| security::variables(&krate.service, *at));
        let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
        let names = names.join(" and ");
        if !credentials.contains(&names) {
            credentials.push(names);
        }
    }
    let credentials = (!credentials.is_empty()).then(|| credentials.join(", or "));
    let base_url = base_url.map(|name| format!("`{name}`"));
    base_url.into_iter().chain(credentials).collect::<Vec<_>>().join(" and ")
}

/// The rank of an operation as the first call; the lowest is chosen. `None` if it may change something.
fn first_call_rank(operation: &OperationModule) -> Option<(bool, usize, bool, bool)> {
    let arguments = operation.arguments().count();
    (operation.reads() && !operation.deprecated).then_some((
        operation.has_stream() || operation.events.is_some(),
        arguments,
        operation.pagination.as_ref().is_none_or(|plan| plan.items.is_none()),
        !operation.name.to_string().starts_with("List"),
    ))
}

fn plain_call(operation: &OperationModule, arguments: &[TokenStream]) -> TokenStream {
    let method = &operation.method;
    let call = quote!(client.#method(#(#arguments),*));
    if let Some(plan) = &operation.events {
        return show_events(&call, plan);
    }
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
