//! The example of the module `testing`: a fake with one operation of the service. It is a doc test that runs.

use super::example_values::{Writer, is_parsed, names_a_type};
use super::format::{FormatError, statements};
use crate::rust::{ErrorVariant, ExampleCall, OperationModule, RustCrate};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The lines of the example; none if no operation is suitable.
pub(super) fn lines(krate: &RustCrate) -> Result<Vec<String>, FormatError> {
    let possible = krate.default_operations().filter_map(|operation| {
        let example = operation.example.as_ref()?;
        Some((rank(operation, example)?, operation, example))
    });
    let Some((_, operation, example)) = possible.min_by_key(|(rank, ..)| *rank) else {
        return Ok(Vec::new());
    };
    let error = krate.errors.iter().min_by_key(|error| error.status != Some(404));
    let (name, krate) = (&operation.name, &krate.name);
    let (fault, check) = error.map(failure).unwrap_or_default();
    let (output, names_types) = output(operation, example, krate);
    let (method, mut writer) = (&operation.method, Writer::new(krate));
    let arguments = writer.arguments(&example.arguments);
    let settings = writer.settings(&example.settings);
    let call = writer.after_bound(quote!(let call = client.#method(#arguments) #settings;));
    let count = Literal::usize_unsuffixed(1 + usize::from(error.is_some()));

    let mut imported = vec!["Client"];
    let mut doubles = "Fake";
    if error.is_some() {
        imported.push("ErrorCode");
        doubles = "{Fake, Fault}";
    }
    if names_types || example.values().any(names_a_type) {
        imported.push("types");
    }
    let head = [
        "".to_owned(),
        "```".to_owned(),
        format!("use {krate}::operations::{{{name}, {}}};", operation.output.name),
        format!("use {krate}::testing::{doubles};"),
        match imported.as_slice() {
            [client] => format!("use {krate}::{client};"),
            imported => format!("use {krate}::{{{}}};", imported.join(", ")),
        },
        "".to_owned(),
        "# #[tokio::main(flavor = \"current_thread\")]".to_owned(),
        format!("# async fn main() -> Result<(), {krate}::Error> {{"),
    ];
    let fake = statements(quote! {
        #output
        let results = [#fault Ok(output)];
        let fake = Fake::new().in_order::<#name>(results);
        let client = fake.client::<Client>();
    })?;
    let code = statements(quote! {
        #call
        #check
        let output = call.await?;
        println!("{output:?}");
    })?;
    let asserted = statements(quote! {
        let calls = fake.calls::<#name>();
        assert_eq!(calls.len(), #count);
        fake.assert_all_called();
    })?;
    let comment = ["", "// The code under test, which takes the client as an argument."];
    let tail = ["# Ok(())", "# }", "```"];
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    Ok([head.to_vec(), fake, owned(&comment), code, owned(&[""]), asserted, owned(&tail)].concat())
}

/// The rank of an operation as the example; the lowest is chosen. `None` if it is not suitable.
fn rank(operation: &OperationModule, example: &ExampleCall) -> Option<(bool, bool, bool, usize)> {
    let is_suitable = operation.output.has_default()
        && !operation.deprecated
        // The example imports items of these names.
        && operation.name != "Fake"
        && operation.name != "Fault"
        && !operation.has_stream()
        && !example.values().any(is_parsed);
    is_suitable.then_some((
        example.returned.is_none(),
        operation.pagination.is_some(),
        !operation.read_only,
        operation.arguments().count().abs_diff(1),
    ))
}

/// The result that is an error, and the statements that check its error.
fn failure(error: &ErrorVariant) -> (TokenStream, TokenStream) {
    let (variant, predicate) = (&error.variant, &error.predicate);
    let status = error.status.map(Literal::u16_unsuffixed);
    let status = status.map(|status| quote!(.status(#status)));
    let check = quote! {
        let error = call.clone().await.unwrap_err();
        assert!(error.#predicate());
    };
    (quote!(Err(Fault::new(ErrorCode::#variant) #status),), check)
}

/// The statements that create the output, and whether they name a type of the crate.
fn output(
    operation: &OperationModule,
    example: &ExampleCall,
    krate: &proc_macro2::Ident,
) -> (TokenStream, bool) {
    let output = &operation.output.name;
    match &example.returned {
        Some(returned) if !is_parsed(&returned.value) => {
            let mut writer = Writer::new(krate);
            let setting = writer.settings(std::slice::from_ref(returned));
            let result = quote!(let output = #output::default() #setting;);
            (writer.after_bound(result), names_a_type(&returned.value))
        }
        _ => (quote!(let output = #output::default();), false),
    }
}
